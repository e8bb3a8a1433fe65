using System.Linq;
using System.Text.Json;
using MiniInit.Core.Jobs;

namespace MiniInit.Tests.Supervision.Journals;

public sealed class JsonRecordTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("web", "\"job\":\"web\",")]
    [InlineData("web (eu)", "\"job\":\"web\",\"instance\":\"eu\",")]
    [InlineData("net/web (a (b) \"c\\)", "\"job\":\"net/web\",\"instance\":\"a (b) \\\"c\\\\\",")]
    public void It_has_the_fields_of_a_jobs_line_and_the_level(string title, string fields)
    {
        using var rig = new JournalRig(LogFormat.Json);
        rig.Journal.Say(LogLevel.Warn, title, "it ended");
        Assert.Equal(
            $$"""{"time":"2026-03-04T05:06:07.123456Z","level":"warn",{{fields}}"message":"it ended"}""" + "\n", rig.Said());
    }

    [Fact]
    public void Levels_are_the_words_of_the_configuration()
    {
        using var rig = new JournalRig(LogFormat.Json);
        for (LogLevel level = LogLevel.Debug; level <= LogLevel.Fatal; level++)
        {
            rig.Journal.Say(level, "", "x");
        }

        string[] words = [.. rig.Said().Split('\n')[..^1].Select(line => Field(line, "level").GetString()!)];
        Assert.Equal(["debug", "info", "message", "warn", "error", "fatal"], words);
    }

    [Fact]
    public void Text_comes_back_as_it_was()
    {
        const string Text = "\0\u001b[2J\n\t\"\\é€😀\u202e";
        using var rig = new JournalRig(LogFormat.Json);
        rig.Journal.Say(LogLevel.Info, "", Text);
        Assert.Equal(Text, Field(rig.Said(), "message").GetString());
    }

    [Fact]
    public void The_last_lines_are_a_list_and_bad_bytes_replaced()
    {
        using var rig = new JournalRig(LogFormat.Json);
        byte[] written = [(byte)'a', 0xFF, (byte)'\n', (byte)'"', (byte)'\n'];
        rig.Journal.SayFailure(LogLevel.Warn, "web", "failed", written);
        string[] lines = [.. Field(rig.Said(), "lines").EnumerateArray().Select(line => line.GetString()!)];
        Assert.Equal(["a\uFFFD", "\""], lines);
    }

    [Fact]
    public void Lost_messages_are_counted_in_a_field_of_their_own()
    {
        using var rig = new JournalRig(LogFormat.Json);
        rig.Fill();
        rig.Journal.Say(LogLevel.Info, "", "lost");
        rig.Journal.Say(LogLevel.Info, "", "lost");
        _ = rig.Said();
        rig.Journal.SayLost();
        string note = rig.Said();
        Assert.Equal(2, Field(note, "dropped").GetInt64());
        Assert.Equal("warn", Field(note, "level").GetString());
    }

    private static JsonElement Field(string line, string name)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty(name).Clone();
    }
}
