using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Files and processes that cannot be looked at for a while.</summary>
public sealed class WatchFaultTests
{
    [Theory]
    [InlineData(Errno.ENOSPC, "No space left on device; raise the limit of watches of our user ")]
    [InlineData(Errno.ENOMEM, "Cannot allocate memory; send SIGHUP after changes")]
    public void Folders_that_could_not_be_watched_are_from_the_next_reading_on(Errno errno, string cause)
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["inotify_add_watch"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        using (faulty.Fail("inotify_add_watch", errno))
        {
            init.Write("conf/jobs/one.toml", "exec = ['sleep', '1000']\n");
            init.WaitForLog(cause);
        }

        init.Signal(Signals.Hup);
        faulty.WaitForList([.. FaultyJobs.Fine, "one start/running"]);
        init.Write("conf/jobs/two.toml", "exec = ['sleep', '1000']\n");
        faulty.WaitForList([.. FaultyJobs.Fine, "two start/running"]);
        File.Delete(init.Socket);
        init.WaitForLog("was taken away; made it again");
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Files_that_jobs_wait_for_are_watched_from_the_next_reading_on()
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["epoll_ctl"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        using (faulty.Fail("epoll_ctl", Errno.ENOMEM, FaultyJobs.MayFail))
        {
            init.Write("conf/jobs/late.toml", "type = 'task'\nstart-on = 'file:{DIR}/file'\nexec = ['sleep', '0']\n");
            init.WaitForLog("cannot watch files that jobs wait for: cannot epoll_ctl: Cannot allocate memory; send SIGHUP");
        }

        init.Signal(Signals.Hup);
        faulty.WaitForList([.. FaultyJobs.Fine, "late stop/waiting"]);
        init.Touch("file");
        init.WaitForState("late", "waiting");
        faulty.WaitForList([.. FaultyJobs.Fine, "late stop/waiting"]);
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bug of miniinit", init.Log);
    }

    [Fact]
    public void Without_proc_from_some_moment_on_jobs_are_started_and_stopped_and_with_it_again_their_daemons_are_found()
    {
        Needs.Root();
        using Supervised init = Supervised.AsPid1(FaultyJobs.Some + """
            [job.daemon]
            manual = true
            ready = "daemon"
            exec = "{DAEMONISE} --forks 1 --setsid each"
            """);
        string[] control = ["--socket", init.Socket];
        init.WaitForState("web", "running");
        Enter(init, "umount", "-l", "/proc");
        int web = init.WaitForMain("web");
        Proc.Signal(web, Signals.Kill);
        init.Until(() => init.Main("web") is not 0 and var next && next != web, "the job is there again");
        Assert.Equal(0, Running.Run(Binaries.MiniInitCtl, [.. control, "start", "idle"]).Code);
        Assert.Equal(0, Running.Run(Binaries.MiniInitCtl, [.. control, "stop", "idle"]).Code);
        Enter(init, "mount", "-t", "proc", "proc", "/proc");
        Assert.Equal(0, Running.Run(Binaries.MiniInitCtl, [.. control, "start", "daemon"]).Code);
        Assert.Contains("daemon start/running", Running.Run(Binaries.MiniInitCtl, [.. control, "list"]).Output);
        Assert.Equal(0, Running.Run(Binaries.MiniInitCtl, [.. control, "stop", "daemon"]).Code);
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("bug of miniinit", init.Log);
    }

    private static void Enter(Supervised init, params string[] command) =>
        Assert.Equal((0, "", ""), Running.Run("nsenter", ["--target", $"{init.Pid}", "--mount", "--pid", .. command]));
}
