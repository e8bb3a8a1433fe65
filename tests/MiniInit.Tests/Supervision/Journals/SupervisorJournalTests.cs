using System;
using System.Globalization;
using System.Linq;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Output;

namespace MiniInit.Tests.Supervision.Journals;

public sealed class SupervisorJournalTests
{
    [Theory]
    [InlineData(LogLevel.Debug, "miniinit: web: done\n")]
    [InlineData(LogLevel.Info, "miniinit: web: done\n")]
    [InlineData(LogLevel.Message, "miniinit: web: done\n")]
    [InlineData(LogLevel.Warn, "miniinit: warn: web: done\n")]
    [InlineData(LogLevel.Error, "miniinit: error: web: done\n")]
    [InlineData(LogLevel.Fatal, "miniinit: fatal: web: done\n")]
    public void A_line_begins_with_our_name_and_tells_what_is_wrong(LogLevel level, string line)
    {
        using var rig = new JournalRig();
        rig.Journal.Say(level, "web", "done");
        Assert.Equal(line, rig.Said());
    }

    [Fact]
    public void What_is_about_init_itself_names_no_job()
    {
        using var rig = new JournalRig();
        rig.Journal.Say(LogLevel.Message, "", "shutting down, within 8s");
        Assert.Equal("miniinit: shutting down, within 8s\n", rig.Said());
    }

    [Fact]
    public void Only_what_matters_enough_is_said_and_that_can_be_changed()
    {
        LogLevel[] levels = Enum.GetValues<LogLevel>();
        foreach (LogLevel least in levels)
        {
            using var rig = new JournalRig(least: LogLevel.Fatal);
            rig.Journal.Least = least;
            foreach (LogLevel level in levels)
            {
                Assert.Equal(level >= least, rig.Journal.IsOn(level));
                rig.Journal.Say(level, "", "x");
            }

            Assert.Equal(levels.Count(level => level >= least), rig.Said().Count(c => c == '\n'));
        }
    }

    [Fact]
    public void What_is_not_said_costs_no_memory()
    {
        using var rig = new JournalRig(least: LogLevel.Info);
        rig.Journal.Say(LogLevel.Debug, "web", "once, so that all is compiled");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100_000; i++)
        {
            rig.Journal.Say(LogLevel.Debug, "web", "goal changed from stop to start");
        }

        // Not a byte for each; a collection that another thread begins counts what is left of our allocation context, 8 KB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 99_999);
    }

    [Theory]
    [InlineData("a\nb", "a\\x0ab")]
    [InlineData("\u001b[2J\u009b\u007f", "\\x1b[2J\\x9b\\x7f")]
    [InlineData("\u202egpj.exe\u2028", "\\u202egpj.exe\\u2028")]
    [InlineData("\u200e\u061c", "\\u200e\\u061c")]
    [InlineData("\U000e0041\U0001d173", "\\U000e0041\\U0001d173")]
    [InlineData("é€😀", "é€😀")]
    public void Nothing_foreign_reaches_a_terminal(string text, string shown)
    {
        using var rig = new JournalRig();
        rig.Journal.Say(LogLevel.Message, text, text);
        Assert.Equal($"miniinit: {shown}: {shown}\n", rig.Said());
    }

    [Fact]
    public void Half_a_character_is_replaced()
    {
        using var rig = new JournalRig();
        rig.Journal.Say(LogLevel.Message, "", "a\ud83db");
        Assert.Equal("miniinit: a\uFFFDb\n", rig.Said());
    }

    [Fact]
    public void The_last_lines_follow_a_failure()
    {
        using var rig = new JournalRig();
        rig.Journal.SayFailure(
            LogLevel.Warn, "web", "main process (12) terminated with status 1", "cannot bind\r\n\n\u001b[31mbye"u8.ToArray());
        Assert.Equal(
            "miniinit: warn: web: main process (12) terminated with status 1\n"
                + "miniinit:   | cannot bind\nminiinit:   | \nminiinit:   | \\x1b[31mbye\n",
            rig.Said());
    }

    [Fact]
    public void A_failure_without_lines_is_one_line()
    {
        using var rig = new JournalRig();
        rig.Journal.SayFailure(LogLevel.Error, "web", "failed", ReadOnlyMemory<byte>.Empty);
        Assert.Equal("miniinit: error: web: failed\n", rig.Said());
    }

    [Fact]
    public void The_format_can_be_changed()
    {
        using var rig = new JournalRig();
        rig.Journal.Format = LogFormat.Json;
        rig.Journal.Say(LogLevel.Message, "", "x");
        Assert.StartsWith("{\"time\":", rig.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_of_jobs_leaves_room_for_the_longest_message()
    {
        foreach (LogFormat format in Enum.GetValues<LogFormat>())
        {
            foreach (string c in new[] { "\0", "\u202e", "\U000e0001", "x", "€" })
            {
                using var rig = new JournalRig(format);
                string endless = string.Concat(Enumerable.Repeat(c, 9000));
                byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(endless + "\n", 20)));
                int room = rig.Mirror.Room;
                rig.Mirror.Reserve(room)[..room].Fill((byte)'\n');
                rig.Mirror.Commit(room);
                rig.Journal.SayFailure(LogLevel.Message, $"{endless} ({endless})", endless, lines);
                Assert.False(rig.Journal.HasLost);
                string said = rig.Said().TrimStart('\n');
                Assert.Equal(format == LogFormat.Text ? 11 : 1, said.Count(one => one == '\n'));
                Assert.Contains(c == "x" ? "xxx…" : "…", said, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void What_finds_no_room_is_counted_and_that_is_said_when_there_is(LogFormat format)
    {
        using var rig = new JournalRig(format);
        const int Many = 20_000;
        for (int i = 0; i < Many; i++)
        {
            rig.Journal.Say(LogLevel.Message, "web", $"number {i}.");
            rig.Mirror.Flush();
        }

        Assert.True(rig.Journal.HasLost);
        int kept = rig.Said().Count(c => c == '\n');
        Assert.InRange(kept, 1000, Many - 1);
        rig.Journal.Say(LogLevel.Message, "web", "again");
        string[] lines = rig.Said().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains(
            $"{(Many - kept).ToString(CultureInfo.InvariantCulture)} messages of miniinit were lost: nobody read standard error",
            lines[0], StringComparison.Ordinal);
        Assert.Contains("again", lines[1], StringComparison.Ordinal);
        Assert.False(rig.Journal.HasLost);
    }

    [Fact]
    public void A_message_is_not_lost_where_its_reader_has_room()
    {
        using var rig = new JournalRig();
        rig.FillQueue();
        rig.Journal.Say(LogLevel.Message, "", "not lost");
        Assert.False(rig.Journal.HasLost);
        Assert.EndsWith("\nminiinit: not lost\n", rig.Said(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_lost_message_is_said_without_another_one_after_it()
    {
        using var rig = new JournalRig();
        rig.Fill();
        rig.Journal.Say(LogLevel.Message, "", "lost");
        rig.Journal.SayLost();
        Assert.True(rig.Journal.HasLost);
        _ = rig.Said();
        rig.Journal.SayLost();
        rig.Journal.SayLost();
        Assert.Equal("\nminiinit: warn: 1 message of miniinit was lost: nobody read standard error\n", rig.Said());
    }

    [Fact]
    public void A_standard_error_that_is_closed_is_no_trouble()
    {
        using var rig = new JournalRig();
        rig.CloseReader();
        rig.Journal.Say(LogLevel.Message, "", "x");
        rig.Mirror.Flush();
        Assert.True(rig.Mirror.IsGone);
        rig.Journal.Say(LogLevel.Message, "", "y");
        rig.Journal.SayLost();
        Assert.Equal(0, rig.Mirror.Pending);
    }
}
