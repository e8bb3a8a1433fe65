using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Everything that may fail, now and then, all at once.</summary>
public sealed class ChaosTests
{
    private const int Rounds = 50;

    /// <summary>Calls of init, each with what it may fail by.</summary>
    private static readonly (string Call, Errno[] Errnos)[] s_all =
    [
        ("accept4", [Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.EINTR]),
        ("bind", [Errno.ENOSPC, Errno.EROFS]),
        ("clone", [Errno.EAGAIN, Errno.ENOMEM]),
        ("epoll_ctl", [Errno.ENOMEM, Errno.ENOSPC]),
        ("epoll_wait", [Errno.EINTR]),
        ("eventfd2", [Errno.EMFILE]),
        ("inotify_add_watch", [Errno.ENOSPC, Errno.ENOMEM]),
        ("mmap", [Errno.ENOMEM]),
        ("newfstatat", [Errno.EINTR, Errno.ENOMEM]),
        ("openat", [Errno.EMFILE, Errno.ENFILE, Errno.EINTR, Errno.ENOMEM]),
        ("pipe2", [Errno.EMFILE, Errno.ENFILE]),
        ("read", [Errno.EINTR]),
        ("recvmsg", [Errno.EINTR, Errno.ENOMEM]),
        ("renameat", [Errno.ENOSPC]),
        ("sendmsg", [Errno.EINTR, Errno.ENOBUFS]),
        ("socket", [Errno.EMFILE, Errno.ENOBUFS]),
        ("waitid", [Errno.EINTR]),
        ("wait4", [Errno.EINTR]),
        ("write", [Errno.ENOSPC, Errno.EIO, Errno.EINTR]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void When_it_is_over_all_is_as_it_should_be_and_nothing_is_left_open(int seed)
    {
        Random random = new(seed);
        using FaultyInit faulty = FaultyInit.AsPid1([.. s_all.Select(one => one.Call)], FaultyJobs.Some + """
            [job.talk]
            log.file = "{DIR}/talk.log"
            script = 'while sleep 0.05; do echo line; done'
            [job.ready]
            manual = true
            ready = "notify"
            exec = ["{CHILD}", "notify", "READY=1", "--", "sleep", "1000"]
            """);
        Supervised init = faulty.Init;
        faulty.WaitForList([.. FaultyJobs.Fine, "talk start/running"]);
        Use(faulty);
        init.WaitForFile("talk.log");
        int descriptors = 0, looks = 0;
        init.Until(() => (looks = IsSame(init, ref descriptors) ? looks + 1 : 0) > 20, "nothing is opened or closed any more");
        for (int round = 0; round < Rounds; round++)
        {
            List<Fault> faults = [.. s_all.Select(one => Begin(faulty, random, one.Call, one.Errnos))];
            Disturb(faulty, random);
            faults.ForEach(fault => fault.Dispose());
        }

        init.Signal(Signals.Hup);
        faulty.KillAndWait("web");
        Use(faulty);
        faulty.WaitForList([.. FaultyJobs.Fine, "talk start/running"]);
        long size = new FileInfo(init.Path("talk.log")).Length;
        init.Until(() => new FileInfo(init.Path("talk.log")).Length > size, "the log goes on");
        init.Until(() => Proc.DescriptorCount(init.Pid) <= descriptors, () => $"{descriptors} descriptors; {Open(init)}");
        Assert.Equal(0, init.Stop());
    }

    private static Fault Begin(FaultyInit faulty, Random random, string call, Errno[] errnos) =>
        faulty.Fail(call, errnos[random.Next(errnos.Length)], FaultyJobs.MayFail, every: random.Next(2, 8));

    private static void Disturb(FaultyInit faulty, Random random)
    {
        Supervised init = faulty.Init;
        if (init.Main("web") is not 0 and var web)
        {
            Proc.Signal(web, Signals.Kill);
        }

        string[] command = [new[] { "start", "stop", "restart" }[random.Next(3)], "ready"];
        _ = Running.Run("timeout", ["0.5", Binaries.MiniInitCtl, "--socket", init.Socket, .. command]);
        init.Write("conf/jobs/late.toml", $"# {random.Next()}\nmanual = true\nexec = ['sleep', '1000']\n");
        if (random.Next(3) == 0)
        {
            File.Delete(init.Socket);
        }

        init.Signal(random.Next(2) == 0 ? Signals.Usr1 : Signals.Hup);
    }

    /// <summary>What a user does, and all of it has to work.</summary>
    private static void Use(FaultyInit faulty)
    {
        faulty.WaitForList("web start/running");
        _ = faulty.Control("stop", "ready");
        (int code, _, string errors) = faulty.Control("start", "ready");
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(0, faulty.Control("stop", "ready").Code);
    }

    private static bool IsSame(Supervised init, ref int descriptors)
    {
        int before = descriptors;
        descriptors = Proc.DescriptorCount(init.Pid);
        return descriptors == before;
    }

    private static string Open(Supervised init) => string.Join(
        ", ", Directory.EnumerateFileSystemEntries($"/proc/{init.Pid}/fd").Select(entry => new FileInfo(entry).LinkTarget));
}
