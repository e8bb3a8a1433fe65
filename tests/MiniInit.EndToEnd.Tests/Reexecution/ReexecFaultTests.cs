using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Faults;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Reexecution;

/// <summary>What the kernel lacks, or does not finish, while the program on disk is to take over.</summary>
public sealed partial class ReexecFaultTests
{
    /// <summary>CLONE_FILES, by which nobody is made but who closes what clients passed.</summary>
    private const ulong SharesFiles = 0x400;

    private const string Passing = "{'command':['sleep','1000'],'environment':[],'directory':'/','descriptors':2}";

    /// <summary>As root, but by a command that has a copy of the program run, which the test can replace.</summary>
    private static readonly string[] s_wrapper = [.. Running.Namespace, "setpriv", "--reuid=0"];

    [Theory]
    [InlineData("memfd_create", Errno.ENOMEM, "cannot write the state down: Cannot allocate memory")]
    [InlineData("memfd_create", Errno.EMFILE, "cannot write the state down: Too many open files")]
    [InlineData("memfd_create", Errno.ENFILE, "cannot write the state down: Too many open files in system")]
    [InlineData("pwrite64", Errno.ENOMEM, "cannot write the state down: Cannot allocate memory")]
    [InlineData("pwrite64", Errno.ENOSPC, "cannot write the state down: No space left on device")]
    [InlineData("pipe2", Errno.EMFILE, "Too many open files")]
    [InlineData("clone", Errno.EAGAIN, "cannot make a process: a limit of processes is reached")]
    [InlineData("clone", Errno.ENOMEM, "cannot make a process: cannot allocate memory")]
    public void Where_init_lacks_something_it_says_so_and_goes_on(string call, Errno errno, string reason)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        faulty.WaitForList(FaultyJobs.Fine);
        using (Fault fault = faulty.Fail(call, errno))
        {
            AssertRefused(faulty, reason);
            Assert.True(fault.Hits > 0);
        }

        AssertTakesOver(faulty);
    }

    [Theory]
    [InlineData("mmap", Errno.ENOMEM)]
    [InlineData("mprotect", Errno.ENOMEM)]
    public void Where_the_program_that_is_asked_lacks_something_it_is_not_let_in(string call, Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        faulty.WaitForList(FaultyJobs.Fine);
        using (Fault fault = faulty.FailInJobs(call, errno, notice => Proc.CommandLine(notice.Pid).Contains("--can-read")))
        {
            AssertRefused(faulty, "asked whether it can|does not say that it can|cannot ");
            Assert.True(fault.Hits > 0);
        }

        AssertTakesOver(faulty);
    }

    [Theory]
    [InlineData("exec sleep 1000")]
    [InlineData("kill -STOP $$")]
    [InlineData("trap '' TERM INT HUP; while :; do sleep 1; done")]
    [InlineData("sleep 1000 & echo 'miniinit: can take over'; wait")]
    public void A_program_that_hangs_when_it_is_asked_is_refused_and_nothing_of_it_is_left(string script) =>
        AssertLeavesNothing(script, "did not say in time whether it can");

    [Theory]
    [InlineData("echo 'miniinit: cannot take over: not today'", "not today")]
    [InlineData("exit 3", "exited with 3")]
    [InlineData("kill -SEGV $$", "was ended by SEGV")]
    public void What_one_that_says_no_has_started_ends_with_it(string script, string reason) =>
        AssertLeavesNothing($"(trap '' HUP TERM; exec sleep 1000 >/dev/null 2>&1) & {script}", reason);

    private static void AssertLeavesNothing(string script, string reason)
    {
        using FaultyInit faulty = FaultyInit.Under(s_wrapper, [], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        init.Write("new", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(init.Path("new"), (UnixFileMode)0b111_101_101);
        File.Move(init.Path("miniinit"), init.Path("old"));
        File.Move(init.Path("new"), init.Path("miniinit"));
        AssertRefused(faulty, reason);
        File.Move(init.Path("old"), init.Path("miniinit"), overwrite: true);
        AssertTakesOver(faulty);
    }

    [Fact]
    public void One_whose_exec_hangs_is_refused_and_nothing_of_it_is_left()
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["execve"], FaultyJobs.Some);
        faulty.WaitForList(FaultyJobs.Fine);
        using (HeldCalls held = faulty.Hold("execve", call => call.Pid != faulty.Init.Pid))
        {
            AssertRefused(faulty, "did not say in time whether it can");
            Assert.False(Proc.Lives(Assert.Single(held.Pids)));
        }

        AssertTakesOver(faulty);
    }

    [Fact]
    public void A_close_of_what_a_client_passed_may_hang_meanwhile()
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["close"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        string place = init.Path("passed");
        using HeldCalls held = faulty.Hold("close", call => call.Pid != init.Pid && call.File(0) == place && SharesTable(call.Pid, init.Pid));
        Pass(init, place);
        init.Until(() => held.Pids.Length > 0, "who closes for init hangs");
        int[] closers = held.Pids;
        Reexec(init);
        Assert.All(closers, pid => Assert.True(Proc.Lives(pid)));
        faulty.WaitForList([.. FaultyJobs.Fine, "run-1 start/running"]);
        Reexec(init);
        held.Dispose();
        init.Until(() => !closers.Any(pid => Proc.Stat(pid) is not null), "they have closed, have ended, and are reaped");
        init.Until(() => Links(init.Pid, place) == 0, "it is closed");
        Assert.Equal(0, faulty.Control("stop", "run-1").Code);
        AssertTakesOver(faulty);
    }

    [Fact]
    public void What_a_client_passed_and_nobody_could_close_yet_is_kept_and_closed_later()
    {
        using FaultyInit faulty = FaultyInit.AsPid1(["clone"], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        string place = init.Path("passed");
        using (faulty.Fail("clone", Errno.EAGAIN, call => (call.Arguments[0] & SharesFiles) != 0))
        {
            Pass(init, place);
            int open = Links(init.Pid, place);
            Assert.True(open > 0);
            Reexec(init);
            Reexec(init);
            Assert.Equal(open, Links(init.Pid, place));
            Assert.Equal(0, faulty.Control("start", "idle").Code);
            Assert.Equal(0, Links(init.WaitForMain("idle"), place));
        }

        Pass(init, init.Path("other"));
        init.Until(() => Links(init.Pid, place) == 0, "it is closed");
        init.Until(() => Links(init.Pid, init.Path("other")) == 0, "and so is what came later");
        Assert.Equal(0, faulty.Control("stop", "idle", "run-1", "run-2").Code);
        AssertTakesOver(faulty);
    }

    /// <summary>Runs a command with descriptors, none of which is a pipe: only those are closed by init itself.</summary>
    private static void Pass(Supervised init, string place)
    {
        using SafeFileHandle passed = File.OpenHandle(place, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);
        using VarlinkClient client = init.Connect();
        Assert.True(client.Pass(VarlinkClient.Message("Run", Passing), passed, passed));
        Assert.StartsWith("run-", client.Receive().Text("job"));
    }

    /// <summary>Asserts that it is told why, and that nothing of the attempt is left.</summary>
    private static void AssertRefused(FaultyInit faulty, string reason)
    {
        Supervised init = faulty.Init;
        string[] before = Children(init);
        int descriptors = Proc.DescriptorCount(init.Pid);
        using (VarlinkClient client = init.Connect())
        {
            VarlinkReply refused = client.Call("Reexec");
            Assert.Equal("Refused", refused.Error);
            Assert.Matches(reason, refused.Text("sentence")!);
            init.WaitForLog($"cannot let the program on disk take over: {refused.Text("sentence")}");
        }

        init.Until(() => Children(init).SequenceEqual(before), () => $"nothing is left: {string.Join(", ", Children(init))}");
        init.Until(() => Proc.DescriptorCount(init.Pid) == descriptors, "as many descriptors are open as before");
    }

    /// <summary>Asserts that all is well, by a program that takes over.</summary>
    private static void AssertTakesOver(FaultyInit faulty)
    {
        faulty.WaitForList(FaultyJobs.Fine);
        Reexec(faulty.Init);
        faulty.KillAndWait("web");
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, faulty.Init.Stop());
        Assert.DoesNotContain("bug of miniinit", faulty.Init.Log);
    }

    private static void Reexec(Supervised init)
    {
        using VarlinkClient client = init.Connect();
        ReexecTests.Reexec(init, client);
    }

    private static string[] Children(Supervised init) => [.. Proc.Children(init.Pid).Select(Proc.CommandLine).Order()];

    private static int Links(int pid, string target) =>
        Directory.GetFiles($"/proc/{pid}/fd").Count(link => new FileInfo(link).LinkTarget == target);

    /// <summary>Whether two processes have one table of descriptors, kcmp(2).</summary>
    private static bool SharesTable(int one, int other)
    {
        const int KindOfTable = 2;
        return syscall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 272 : 312, one, other, KindOfTable, 0, 0) == 0;
    }

    [LibraryImport("libc")]
    private static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
