using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Starts that fail for a while for want of something.</summary>
public sealed class StartFaultTests
{
    [Theory]
    [InlineData("clone", Errno.EAGAIN, "a limit of processes is reached ")]
    [InlineData("clone", Errno.ENOMEM, "cannot allocate memory")]
    [InlineData("mmap", Errno.ENOMEM, "cannot allocate memory")]
    [InlineData("pipe2", Errno.EMFILE, "Too many open files")]
    [InlineData("pipe2", Errno.ENFILE, "Too many open files in system")]
    [InlineData("epoll_ctl", Errno.ENOMEM, "Cannot allocate memory")]
    [InlineData("epoll_ctl", Errno.ENOSPC, "No space left on device")]
    public void A_job_that_cannot_be_started_for_a_while_says_why_and_comes_back(string call, Errno errno, string cause)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        int web = init.WaitForMain("web"), other = init.WaitForMain("other");
        using (Fault fault = faulty.Fail(call, errno, FaultyJobs.MayFail))
        {
            Proc.Signal(web, Signals.Kill);
            faulty.WaitForHits(fault, 3);
            init.WaitForLog($"Failed to spawn web main process: cannot ");
            init.WaitForLog(cause);
        }

        faulty.WaitForAnother("web", web);
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(other, init.Main("other"));
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Errno.ENOENT)]
    [InlineData(Errno.EACCES)]
    [InlineData(Errno.E2BIG)]
    [InlineData(Errno.ETXTBSY)]
    [InlineData(Errno.ENOMEM)]
    [InlineData(Errno.EIO)]
    [InlineData(Errno.EMFILE)]
    public void A_program_that_cannot_be_run_for_a_while_fails_who_asks_for_it_and_comes_back(Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["execve"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        int web = init.WaitForMain("web"), other = init.WaitForMain("other");
        using (Fault fault = faulty.FailInJobs("execve", errno))
        {
            (int answer, _, string said) = faulty.Control("start", "idle");
            Assert.Equal(1, answer);
            Assert.Contains("idle: Failed to spawn idle main process: cannot run \"", said);
            Assert.Contains("idle stop/waiting", faulty.Control("status", "idle").Output);
            Proc.Signal(web, Signals.Kill);
            init.WaitForLog("Failed to spawn web main process: cannot run \"");
            faulty.WaitForHits(fault, 4);
        }

        faulty.WaitForAnother("web", web);
        Assert.Equal(0, faulty.Control("start", "idle").Code);
        faulty.WaitForList("web start/running", "other start/running", "idle start/running");
        Assert.Equal(other, init.Main("other"));
        Assert.Equal(0, init.Stop());
    }

    /// <summary>A user's own limit, set and lifted from outside while init runs.</summary>
    [Fact]
    public void A_full_table_of_processes_is_waited_out()
    {
        Needs.Root();
        string[] user = ["setpriv", "--reuid=54322", "--regid=54322", "--clear-groups"];
        using Supervised init = Supervised.Under([.. Running.Namespace, .. user], FaultyJobs.Some);
        int web = init.WaitForMain("web"), other = init.WaitForMain("other");
        Limit(init, "--nproc=1:", user);
        Proc.Signal(web, Signals.Kill);
        init.WaitForLog("Failed to spawn web main process: cannot make a process: a limit of processes is reached ");
        Limit(init, "--nproc=1000:", user);
        init.Until(() => init.Main("web") is not 0 and var next && next != web, "the job is there again");
        Assert.Equal(other, init.Main("other"));
        Assert.Equal(0, init.Stop());
    }

    /// <summary>The same with address space, of which init itself takes more for each start.</summary>
    [Fact]
    public void A_lack_of_address_space_is_waited_out()
    {
        Needs.Root();
        using Supervised init = Supervised.AsPid1(FaultyJobs.Some);
        int web = init.WaitForMain("web"), other = init.WaitForMain("other");
        Limit(init, "--as=1000000:");
        Proc.Signal(web, Signals.Kill);
        init.WaitForLog("Failed to spawn web main process: cannot make a process: cannot allocate memory");
        Limit(init, "--as=unlimited:");
        init.Until(() => init.Main("web") is not 0 and var next && next != web, "the job is there again");
        Assert.Equal(other, init.Main("other"));
        Assert.Equal(0, init.Stop());
    }

    /// <summary>As the user of init: root in a container may not set the limits of others.</summary>
    private static void Limit(Supervised init, string limit, params string[] user)
    {
        string[] command = [.. user, "prlimit", "--pid", $"{init.Pid}", limit];
        Assert.Equal((0, "", ""), Running.Run(command[0], command[1..]));
    }
}
