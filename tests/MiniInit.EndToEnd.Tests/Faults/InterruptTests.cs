using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>EINTR, by which every call that may wait can end.</summary>
public sealed class InterruptTests
{
    /// <summary>Those of which a manual page says so, and which init makes.</summary>
    private static readonly string[] s_calls =
    [
        "accept4", "epoll_wait", "epoll_pwait", "flock", "fstatfs", "getdents64", "newfstatat", "open", "openat", "poll",
        "ppoll", "pwritev2", "read", "readlinkat", "recvmsg", "sendmsg", "sendto", "wait4", "waitid", "write",
    ];

    [Fact]
    public void Every_second_call_of_each_kind_may_be_interrupted()
    {
        string[] calls = [.. s_calls.Where(call => FaultCall.Number(call) >= 0)];
        using FaultyInit faulty = FaultyInit.AsPid1(calls, FaultyJobs.Some + """
            [job.ready]
            manual = true
            ready = "notify"
            log.file = "{DIR}/ready.log"
            exec = ["sh", "-c", "echo runs; exec {CHILD} notify READY=1 -- sleep 1000"]
            [job.daemon]
            manual = true
            ready = "daemon"
            exec = "{DAEMONISE} --forks 1 --setsid each"
            [job.file]
            type = "task"
            start-on = "file:{DIR}/file"
            exec = ["true"]
            """);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        int hits = 0;
        for (int i = 0; i < calls.Length; i++)
        {
            using Fault fault = faulty.Fail(calls[i], Errno.EINTR, every: 2);
            Live(faulty, calls[i], i);
            hits += fault.Hits > 0 ? 1 : 0;
        }

        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bug of miniinit", init.Log);
        Assert.True(hits >= 10, $"{hits} calls of {calls.Length} were interrupted");
        Assert.Equal(string.Concat(Enumerable.Repeat("runs\n", calls.Length)), File.ReadAllText(init.Path("ready.log")));
    }

    /// <summary>A little of all that init does.</summary>
    private static void Live(FaultyInit faulty, string call, int round)
    {
        Supervised init = faulty.Init;
        faulty.KillAndWait("web");
        Do(faulty, call, "start", "ready");
        Do(faulty, call, "start", "daemon");
        init.Touch("file");
        init.Write("conf/jobs/late.toml", $"description = 'round {round}'\nexec = ['sleep', '1000']\n");
        faulty.WaitForList("web start/running", "late start/running");
        File.Delete(init.Path("conf/jobs/late.toml"));
        Do(faulty, call, "stop", "late");
        Do(faulty, call, "stop", "ready");
        Do(faulty, call, "stop", "daemon");
        init.WaitForState("file", "waiting", round + 1);
        File.Delete(init.Path("file"));
        init.Until(() => !faulty.Control("list").Output.Contains("late"), "the job is forgotten");
    }

    private static void Do(FaultyInit faulty, string call, string what, string job)
    {
        (int code, _, string errors) = faulty.Control("--timeout", "30s", what, job);
        Assert.True((code, errors) == (0, ""), $"{call}: cannot {what} {job}: {code}: {errors} {faulty.Init.Log}");
    }
}
