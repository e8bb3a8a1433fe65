using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Log files of jobs.</summary>
public sealed class OutputLogTests
{
    [Fact]
    public void A_file_is_rotated_by_its_size_between_lines()
    {
        using Supervised init = Once.Run([], """
            output = "none"
            [job.web]
            type = "task"
            log = { file = "{DIR}/new/folder/web.log", max-size = "16k", keep = 2 }
            script = 'seq 100000 120000'
            """);
        string[] names = [.. Directory.GetFiles(init.Path("new/folder")).Select(f => Path.GetFileName(f)!).Order()];
        Assert.Equal(["web.log", "web.log.1", "web.log.2"], names);
        string[] texts = [.. names.Reverse().Select(name => File.ReadAllText(init.Path($"new/folder/{name}")))];
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 16 * 1024));
        Assert.All(texts, text => Assert.EndsWith("\n", text));
        int[] numbers = [.. string.Concat(texts).Split('\n')[..^1].Select(int.Parse)];
        Assert.Equal(Enumerable.Range(120001 - numbers.Length, numbers.Length), numbers);
    }

    [Fact]
    public void A_file_gets_what_the_mirror_shows_and_more_with_times_where_wanted()
    {
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            log = { file = "{DIR}/web.log", timestamps = true }
            script = 'echo one; echo two >&2'
            """);
        Assert.Equal(["one"], init.Lines("web"));
        string[][] lines = [.. File.ReadAllLines(init.Path("web.log")).Select(line => line.Split(' ', 2))];
        Assert.Equal(["one", "two"], lines.Select(line => line[1]).Order());
        Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse(line[0], out _), line[0]));
    }

    [Fact]
    public void All_jobs_have_files_in_the_log_folder()
    {
        using Supervised init = Once.Run([], """
            log-dir = "{DIR}/logs"
            [job."net/dns"]
            type = "task"
            script = 'echo dns'
            [job.web]
            type = "task"
            instance = "$KEY"
            instances = ["one", "../two"]
            script = 'echo "web $KEY"'
            [job.own]
            type = "task"
            log.file = "{DIR}/own.log"
            script = 'echo own'
            """);
        Assert.Equal("dns\n", File.ReadAllText(init.Path("logs/net/dns.log")));
        Assert.Equal("web one\n", File.ReadAllText(init.Path("logs/web-one.log")));
        Assert.Equal("web ../two\n", File.ReadAllText(init.Path("logs/web-.._two.log")));
        Assert.Equal("own\n", File.ReadAllText(init.Path("own.log")));
        Assert.Equal(2, Directory.GetFiles(init.Path("logs")).Length);
    }

    [Fact]
    public void A_file_that_was_deleted_comes_back()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            log.file = "{DIR}/web.log"
            script = 'while :; do echo line; sleep 0.1; done'
            """);
        init.WaitForFile("web.log");
        File.Delete(init.Path("web.log"));
        init.WaitForFile("web.log");
        init.Until(() => File.ReadAllText(init.Path("web.log")).StartsWith("line\n"), "the new file has lines");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_file_that_was_moved_away_is_opened_anew_when_asked()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            log.file = "{DIR}/web.log"
            script = 'echo first; {AWAIT} {DIR}/go; echo second; exec sleep 1000'
            """);
        init.WaitForFile("web.log");
        init.Until(() => File.ReadAllText(init.Path("web.log")) == "first\n", "it is written");
        File.Move(init.Path("web.log"), init.Path("web.old"));
        init.Signal(Signals.Usr1);
        init.WaitForFile("web.log"); // the job is silent: only the signal makes it
        init.Touch("go");
        init.Until(() => File.ReadAllText(init.Path("web.log")) == "second\n", "the new one is written");
        Assert.Equal("first\n", File.ReadAllText(init.Path("web.old")));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_full_disk_loses_lines_there_alone_and_that_is_said_once()
    {
        Needs.Root();
        string[] wrapper =
        [
            "unshare", "--mount", .. Once.After("""
                mkdir {DIR}/small; mount -t tmpfs -o size=16k tmpfs {DIR}/small
                head -c 12288 /dev/zero > {DIR}/small/filler
                """),
        ];
        using Supervised init = Supervised.Under(wrapper, """
            [job.web]
            log.file = "{DIR}/small/web.log"
            script = 'i=0; while :; do printf "%0500d\n" $i; i=$((i + 1)); [ $i -lt 50 ] || sleep 0.1; done'
            """);
        string small = $"/proc/{init.Pid}/root{init.Path("small")}";
        init.WaitForOutput($"{60:d500}\n");
        init.WaitForLog("small/web.log, the log of web: No space left on device; what comes is lost there until ");
        File.Delete($"{small}/filler");
        init.WaitForLog("small/web.log, the log of web, is written again; ");
        Assert.Equal(0, init.Stop());
        Assert.Single(init.Log.Split('\n'), line => line.Contains("cannot write to "));
        string[] shown = [.. init.Lines("web")];
        Assert.Equal(Enumerable.Range(0, shown.Length).Select(i => $"{i:d500}"), shown);
    }

    [Fact]
    public void A_file_that_cannot_be_made_keeps_no_job_from_running()
    {
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            log.file = "/proc/no/such/web.log"
            script = 'echo fine'
            """);
        Assert.Equal(["fine"], init.Lines("web"));
        Assert.Contains("miniinit: warn: cannot open /proc/no/such/web.log, the log of web: ", init.Log);
    }
}
