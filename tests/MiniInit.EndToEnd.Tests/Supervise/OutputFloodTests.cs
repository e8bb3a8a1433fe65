using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Jobs that write more than anybody reads, and readers that do not read, or are gone.</summary>
public sealed class OutputFloodTests
{
    /// <summary>64 MiB: of a gigabyte that a job writes, no more than rings and queues stays with us.</summary>
    private const long MostMemory = 64 << 20;

    [Fact]
    public void A_job_that_writes_without_end_neither_holds_up_others_nor_makes_init_grow()
    {
        using Supervised init = Supervised.Under(Once.After("exec > /dev/null"), """
            [job.spam]
            exec = ["yes", "spam spam spam spam spam spam spam spam spam spam spam spam spam spam"]
            [job.web]
            start-on = "started spam"
            script = 'for i in 1 2 3; do echo "web $i" >&2; sleep 0.1; done; echo web >> {TRACE}; exec sleep 1000'
            """);
        int spam = init.WaitForMain("spam");
        init.WaitForTrace("web");
        Wait.Until(() => init.ErrorLines("web").Count == 3, () => $"the other job is heard; {init.Log}");
        Wait.Until(() => Written(spam) > 1 << 30, () => $"a gigabyte came through; {Written(spam)}");
        long most = long.Parse(Proc.StatusLine($"/proc/{init.Pid}/status", "VmHWM").Split(' ')[0]) * 1024;
        Assert.InRange(most, 1, MostMemory);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_reader_that_does_not_read_holds_up_neither_jobs_nor_the_stop(int streams)
    {
        string also = streams == 2 ? "2>&1" : "";
        using Supervised init = Supervised.Under(
            Once.After($"mkfifo {{DIR}}/reader; exec > {{DIR}}/reader {also}"), """
                [job.spam]
                log.file = "{DIR}/spam.log"
                script = 'seq 100000; seq 100000; echo done > {DIR}/spam-done; exec sleep 1000'
                [job.web]
                script = '{AWAIT} {DIR}/spam-done; echo web >> {TRACE}; exec sleep 1000'
                """);
        init.WaitForFile("reader");
        using var reader = new FileStream(init.Path("reader"), FileMode.Open, FileAccess.ReadWrite);
        init.WaitForTrace("web");
        Assert.Equal(0, init.Stop());

        // Nothing is kept from the file.
        string[] lines = [.. Enumerable.Range(1, 100_000).Select(i => $"{i}")];
        Assert.Equal([.. lines, .. lines], File.ReadAllLines(init.Path("spam.log")));
    }

    [Fact]
    public void A_reader_that_comes_back_is_told_what_it_missed()
    {
        using Supervised init = Supervised.Under(
            Once.After("mkfifo {DIR}/reader; exec > {DIR}/reader"), """
                [job.spam]
                script = 'seq 500000; echo done > {DIR}/spam-done; {AWAIT} {DIR}/go; echo "still here"; exec sleep 1000'
                """);
        init.WaitForFile("reader");
        using var reader = new FileStream(init.Path("reader"), FileMode.Open, FileAccess.ReadWrite);
        init.WaitForFile("spam-done");
        string text = "";
        byte[] buffer = new byte[65536];
        while (!text.Contains(" dropped\n"))
        {
            text += System.Text.Encoding.UTF8.GetString(buffer, 0, reader.Read(buffer));
        }

        init.Touch("go");
        while (!text.Contains("spam | still here\n"))
        {
            text += System.Text.Encoding.UTF8.GetString(buffer, 0, reader.Read(buffer));
        }

        string[] lines = text.Split('\n')[..^1];
        string note = lines.Single(line => line.EndsWith(" dropped"));
        int dropped = int.Parse(note.Split(' ')[1]);
        Assert.Matches("^… [0-9]+ lines of spam were dropped$", note);
        Assert.Equal(500_000, dropped + lines.Count(line => line.StartsWith("spam | ") && line != "spam | still here"));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_reader_that_is_gone_is_no_reason_to_end()
    {
        using Supervised init = Supervised.Under(
            Once.After("mkfifo {DIR}/reader; exec > {DIR}/reader 2>&1"), """
                [job.web]
                script = '{AWAIT} {DIR}/go; seq 100000; seq 100000 >&2; echo web >> {TRACE}; exec sleep 1000'
                """);
        init.WaitForFile("reader");
        new FileStream(init.Path("reader"), FileMode.Open, FileAccess.Read).Dispose();
        init.Touch("go");
        init.WaitForTrace("web");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("exec >&- 2>&-")]
    [InlineData("exec <&- >&- 2>&-")]
    [InlineData("exec > /dev/full 2>&1")]
    public void Without_output_of_its_own_init_runs_jobs_all_the_same(string ends)
    {
        using Supervised init = Supervised.Under(Once.After(ends), """
            [job.web]
            log.file = "{DIR}/web.log"
            script = 'echo lost; echo lost >&2; echo web >> {TRACE}; exec sleep 1000'
            [job.inherits]
            console = "inherit"
            script = 'echo lost || true; echo inherits > {DIR}/inherits; exec sleep 1000'
            """);
        init.WaitForTrace("web");
        init.WaitForFile("inherits");
        init.WaitForFile("web.log");
        init.Until(() => File.ReadAllText(init.Path("web.log")) == "lost\nlost\n", "the log is written");
        Assert.Equal(0, init.Stop());
    }

    private static long Written(int pid)
    {
        try
        {
            return long.Parse(File.ReadLines($"/proc/{pid}/io").First(line => line.StartsWith("wchar: "))[7..]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
