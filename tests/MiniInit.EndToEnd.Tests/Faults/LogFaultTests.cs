using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Log files on a disk that fails for a while.</summary>
public sealed class LogFaultTests
{
    private const string Talker = """
        [job.web]
        log.file = "{DIR}/web.log"
        script = 'i=0; while sleep 0.02; do i=$((i + 1)); printf "%0500d\n" $i; done'
        """;

    [Theory]
    [InlineData(Errno.EIO, "Input/output error")]
    [InlineData(Errno.ENOSPC, "No space left on device")]
    [InlineData(Errno.EDQUOT, "Disk quota exceeded")]
    [InlineData(Errno.EROFS, "Read-only file system")]
    public void What_cannot_be_written_is_counted_and_all_that_comes_later_is_there(Errno errno, string cause)
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["write"], Talker);
        Supervised init = faulty.Init;
        init.Until(() => Written(init).Length > 5, "lines are written");
        using (Fault fault = faulty.Fail("write", errno, call => call.File(0).EndsWith("/web.log", StringComparison.Ordinal)))
        {
            init.WaitForLog($"web.log, the log of web: {cause}; what comes is lost there until it can be");
            faulty.WaitForHits(fault, 2);
            Assert.Equal(0, faulty.Control("list").Code);
        }

        init.WaitForLog("web.log, the log of web, is written again; ");
        int count = Written(init).Length;
        init.Until(() => Written(init).Length > count + 5, "more lines are written");
        faulty.WaitForList("web start/running");
        Assert.Equal(0, init.Stop());

        // Only what was counted is missing, and no line is torn.
        string[] shown = [.. init.Lines("web")];
        string[] written = Written(init);
        Assert.Equal(Enumerable.Range(1, shown.Length).Select(i => $"{i:d500}"), shown);
        Assert.Equal(written.Order(), written);
        Assert.All(written, line => Assert.Equal(500, line.Length));
        string said = init.Log.Split('\n').Single(line => line.Contains("is written again; "));
        Assert.EndsWith($"; {(shown.Length - written.Length) * 501} bytes were lost", said);
    }

    [Theory]
    [InlineData(Errno.EMFILE)]
    [InlineData(Errno.ENOSPC)]
    public void A_file_that_cannot_be_made_for_a_while_is_made_later(Errno errno)
    {
        Fault? fault = null;
        using FaultyInit faulty = FaultyInit.AsPid1(
            ["openat"], Talker, init => fault = init.Fail("openat", errno, call => IsWrite(call)));
        Supervised init = faulty.Init;
        init.WaitForLog("web.log, the log of web: ");
        Assert.False(File.Exists(init.Path("web.log")));
        fault!.Dispose();
        init.WaitForLog("web.log, the log of web, is written again; ");
        init.Until(() => Written(init).Length > 5, "lines are written");
        faulty.WaitForList("web start/running");
        Assert.Equal(0, init.Stop());
    }

    /// <summary>O_WRONLY, by which nothing is opened but logs.</summary>
    private static bool IsWrite(CallNotice call) => (call.Arguments[2] & 1) != 0;

    private static string[] Written(Supervised init) =>
        File.Exists(init.Path("web.log")) ? File.ReadAllText(init.Path("web.log")).Split('\n')[..^1] : [];
}
