using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>What the loop lives by, failing as it never should: PID 1 says so, does not spin, and misses nothing.</summary>
public sealed class LoopFaultTests
{
    /// <summary>A look at all processes takes the longer the more there are: one for all jobs, not one for each.</summary>
    [Fact]
    public void Many_that_are_killed_are_looked_for_together()
    {
        const int jobs = 160;
        using FaultyInit faulty = FaultyInit.AsPid1(["getdents64"], string.Concat(Enumerable.Range(0, jobs).Select(number => $$"""
            [job.deaf{{number}}]
            kill-timeout = "100ms"
            script = "trap '' TERM; sleep 1000 & echo > {DIR}/run/up{{number}}; while :; do sleep 1000; done"

            """)));
        Supervised init = faulty.Init;
        init.Until(() => Directory.GetFiles(init.Path("run"), "up*").Length == jobs, "all run");
        int listings = 0;
        using (faulty.Fail("getdents64", Errno.EIO, _ => Interlocked.Increment(ref listings) < 0))
        {
            Assert.Equal(0, init.Stop());
        }

        Assert.DoesNotContain("still there", init.Log);
        Assert.InRange(listings, 2, 40);
    }

    [Theory]
    [InlineData("epoll_wait", "epoll_pwait", Errno.EINVAL)]
    [InlineData("read", "read", Errno.EIO)]
    [InlineData("wait4", "wait4", Errno.EPERM)]
    public void What_never_fails_and_does_costs_a_pause_and_no_end_is_missed(string call, string ofArm64, Errno errno)
    {
        string[] calls = [call, ofArm64];
        using FaultyInit faulty = FaultyInit.AsPid1(calls, FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, faulty.Control("start", "idle").Code);
        int web = init.WaitForMain("web"), other = init.WaitForMain("other"), idle = init.WaitForMain("idle");
        string used = FaultCall.Number(call) >= 0 ? call : ofArm64;
        using (Fault fault = faulty.Fail(used, errno, MayFail))
        {
            var clock = Stopwatch.StartNew();
            Proc.Signal(web, Signals.Kill);
            Proc.Signal(other, Signals.Kill);
            Proc.Signal(idle, Signals.Kill);
            init.WaitForLog($"cannot handle an event, which is a bug of miniinit: SyscallException: cannot {used.Replace("_pwait", "_wait")}");
            faulty.WaitForHits(fault, 5);
            Assert.True(clock.ElapsedMilliseconds > 300, $"5 failures within {clock.ElapsedMilliseconds} ms");
        }

        faulty.WaitForAnother("web", web);
        faulty.WaitForList("web start/running", "other stop/waiting", "idle stop/waiting");
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Of reads those of signals: the others are of jobs and clients, and concern only these.</summary>
    private static bool MayFail(CallNotice call) =>
        call.Number != FaultCall.Number("read") || call.File(0).EndsWith("[signalfd]", StringComparison.Ordinal);
}
