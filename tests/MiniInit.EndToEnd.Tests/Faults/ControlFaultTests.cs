using System.Diagnostics;
using System.IO;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>The control socket while the kernel has none of what it takes.</summary>
public sealed class ControlFaultTests
{
    [Theory]
    [InlineData(Errno.EMFILE)]
    [InlineData(Errno.ENFILE)]
    [InlineData(Errno.ENOMEM)]
    [InlineData(Errno.ENOBUFS)]
    public void Whoever_cannot_be_let_in_waits_without_keeping_init_busy(Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["accept4", "eventfd2"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        using (faulty.Fail("eventfd2", errno))
        using (Fault fault = faulty.Fail("accept4", errno))
        {
            var clock = Stopwatch.StartNew();
            using VarlinkClient client = init.Connect();
            faulty.KillAndWait("web");
            faulty.WaitForHits(fault, 20);

            // At most two attempts, each after a pause of 100 ms.
            Assert.True(clock.ElapsedMilliseconds > 500, $"20 attempts within {clock.ElapsedMilliseconds} ms");
        }

        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Nobody tells that the disk has room again: it is tried again and again.</summary>
    [Theory]
    [InlineData("bind", Errno.ENOSPC)]
    [InlineData("epoll_ctl", Errno.ENOMEM)]
    public void A_path_that_is_lost_while_it_cannot_be_bound_comes_back_by_itself(string call, Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        faulty.WaitForList(FaultyJobs.Fine);
        LosePath(faulty, call, errno);
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, faulty.Init.Stop());
    }

    [Theory]
    [InlineData("socket", Errno.EMFILE)]
    [InlineData("openat", Errno.EMFILE)]
    [InlineData("renameat", Errno.ENOSPC)]
    [InlineData("newfstatat", Errno.ENOMEM)]
    public void Or_at_once_when_the_configuration_is_to_be_read_again(string call, Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        faulty.WaitForList(FaultyJobs.Fine);
        LosePath(faulty, call, errno);
        faulty.Init.Signal(Signals.Hup);
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, faulty.Init.Stop());
    }

    [Fact]
    public void Where_nothing_can_be_watched_a_lost_path_comes_back_when_the_configuration_is_to_be_read_again()
    {
        Fault? fault = null;
        using FaultyInit faulty = FaultyInit.AsPid1(
            ["inotify_init1"], FaultyJobs.Some, init => fault = init.Fail("inotify_init1", Errno.EMFILE));
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        init.WaitForLog("cannot watch the job files: Too many open files; raise the limit of our user ");
        Assert.True(fault!.Hits > 1);
        init.Write("conf/jobs/late.toml", "exec = ['sleep', '1000']\n");
        File.Delete(init.Socket);
        init.Signal(Signals.Hup);
        faulty.WaitForList([.. FaultyJobs.Fine, "late start/running"]);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>Takes the path away while a call fails that it takes to make it again.</summary>
    private static void LosePath(FaultyInit faulty, string call, Errno errno)
    {
        Supervised init = faulty.Init;
        using Fault fault = faulty.Fail(call, errno, FaultyJobs.MayFail);
        File.Delete(init.Socket);
        init.WaitForLog(call == "epoll_ctl" ? "cannot watch the control socket " : "the control socket was taken away: ");
        Assert.True(fault.Hits > 0);
    }
}
