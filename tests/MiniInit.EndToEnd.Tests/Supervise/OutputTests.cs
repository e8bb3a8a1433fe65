using System;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>How the output of jobs comes through init's own standard output and error.</summary>
public sealed class OutputTests
{
    private const string BothWays = """
        [job.web]
        type = "task"
        script = 'echo one; echo two >&2'
        """;

    [Fact]
    public void Lines_are_prefixed_with_the_jobs_name_and_errors_stay_apart()
    {
        using Supervised init = Once.Run([], "output = 'prefix'\n" + BothWays);
        Assert.Equal("web | one\n", init.Output);
        Assert.Equal(["two"], init.ErrorLines("web"));
    }

    [Fact]
    public void Raw_lines_are_as_the_job_wrote_them()
    {
        using Supervised init = Once.Run([], "output = 'raw'\n" + BothWays);
        Assert.Equal("one\n", init.Output);
        Assert.Contains("two", init.Log.Split('\n'));
    }

    [Fact]
    public void Lines_that_are_not_wanted_are_not_there()
    {
        using Supervised init = Once.Run([], "output = 'none'\n" + BothWays);
        Assert.Equal("", init.Output);
        Assert.DoesNotContain("two", init.Log);
    }

    [Fact]
    public void Lines_of_json_say_who_wrote_what_and_where()
    {
        using Supervised init = Once.Run([], """
            output = "json"
            log-format = "json"
            [job.web]
            type = "task"
            instance = "$KEY"
            instances = ["a\"b"]
            script = 'printf "tab\there \377\n"; echo two >&2; exit 3'
            normal-exit = [3]
            """);
        JsonElement line = JsonDocument.Parse(init.Output).RootElement;
        Assert.Equal(
            ("web", "a\"b", "stdout", "tab\there \uFFFD"),
            (Text(line, "job"), Text(line, "instance"), Text(line, "stream"), Text(line, "message")));
        Assert.True(DateTimeOffset.TryParse(Text(line, "time"), out _));
        Assert.False(line.TryGetProperty("partial", out _));
        JsonElement[] log = [.. init.Log.Split('\n')[..^1].Select(text => JsonDocument.Parse(text).RootElement)];
        Assert.Contains(log, entry => entry.TryGetProperty("stream", out JsonElement stream)
            && stream.GetString() == "stderr" && Text(entry, "message") == "two");
        Assert.Contains(log, entry => entry.TryGetProperty("level", out _)
            && entry.TryGetProperty("instance", out JsonElement key) && key.GetString() == "a\"b");
    }

    [Fact]
    public void Both_ways_can_be_one_and_then_keep_their_order()
    {
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            redirect-stderr = true
            script = 'for i in 1 2 3 4 5; do echo out$i; echo err$i >&2; done'
            """);
        Assert.Equal(
            ["out1", "err1", "out2", "err2", "out3", "err3", "out4", "err4", "out5", "err5"], init.Lines("web"));
        Assert.Empty(init.ErrorLines("web"));
    }

    [Fact]
    public void A_line_that_is_not_finished_is_shown_while_the_job_waits()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            script = 'printf "prompt> "; {AWAIT} {DIR}/go; echo answer; echo next; exec sleep 1000'
            """);
        init.WaitForOutput("web | prompt> \n");
        init.Touch("go");
        init.WaitForOutput("web | answer\nweb | next\n");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_last_line_without_its_end_is_not_lost()
    {
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            script = 'echo first; printf last'
            """);
        Assert.Equal(["first", "last"], init.Lines("web"));
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("json")]
    public void A_line_longer_than_the_buffer_comes_in_parts(string output)
    {
        using Supervised init = Once.Run([], $$"""
            output = "{{output}}"
            [job.web]
            type = "task"
            script = '''
            i=0; line=; while [ $i -lt 5000 ]; do line="$line$((i % 10))xyzX"; i=$((i + 1)); done
            echo "$line"; echo short
            '''
            """);
        string whole = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i % 10}xyzX"));
        string[] lines = init.Output.Split('\n')[..^1];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 10_000));
        if (output == "prefix")
        {
            Assert.Equal(whole, string.Concat(init.Lines("web").SkipLast(1)));
            Assert.Equal("short", init.Lines("web")[^1]);
            return;
        }

        JsonElement[] parts = [.. lines.Select(text => JsonDocument.Parse(text).RootElement)];
        Assert.Equal(whole, string.Concat(parts.SkipLast(1).Select(part => Text(part, "message"))));
        bool[] partial = [.. parts.Select(IsPartial)];
        Assert.True(partial.Length > 3);
        Assert.Equal([.. Enumerable.Repeat(true, partial.Length - 2), false, false], partial);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void The_last_lines_are_in_the_message_of_a_failure(string format)
    {
        using Supervised init = Once.RunBadly([], $$"""
            log-format = "{{format}}"
            output = "none"
            [job.web]
            type = "task"
            script = 'for i in $(seq 30); do echo line $i; done; echo "cannot find my keys" >&2; exit 3'
            """, out int code);
        Assert.Equal(3, code);
        if (format == "text")
        {
            string[] told = [.. init.Log.Split('\n').Where(line => line.StartsWith("miniinit:   | "))];
            Assert.Equal(10, told.Length);
            Assert.Contains("miniinit:   | line 30", told);
            Assert.Contains("miniinit:   | cannot find my keys", told);
            return;
        }

        JsonElement failure = init.Log.Split('\n')[..^1].Select(text => JsonDocument.Parse(text).RootElement)
            .Single(entry => entry.TryGetProperty("lines", out _));
        string?[] lines = [.. failure.GetProperty("lines").EnumerateArray().Select(line => line.GetString())];
        Assert.Equal(("web", 10), (Text(failure, "job"), lines.Length));
        Assert.Contains("cannot find my keys", lines);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("inherit")]
    public void A_job_of_another_user_can_open_its_output_by_its_path(string console)
    {
        Needs.Root();
        using Supervised init = Once.Run([], $$"""
            output = "raw"
            [job.web]
            type = "task"
            user = "nobody"
            console = "{{console}}"
            script = 'echo by-path > /dev/stdout; echo error-by-path > /dev/stderr'
            """);
        Assert.Equal("by-path\n", init.Output);
        Assert.Contains("error-by-path", init.Log.Split('\n'));
    }

    private static bool IsPartial(JsonElement line) =>
        line.TryGetProperty("partial", out JsonElement value) && value.GetBoolean();

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
