using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

public sealed class SignalTests
{
    private const int Segv = 11, Fpe = 8, Usr1 = 10, Usr2 = 12, Term = 15;

    /// <summary>
    /// All that can be sent: not KILL and STOP, not CHLD (our own), not 32 and 33 (libc's). 34 has a test of its own: the
    /// printer is a .NET program too, whose runtime takes it.
    /// </summary>
    public static TheoryData<int> Forwardable =>
        new(Enumerable.Range(1, 64).Where(n => n is not (9 or 17 or 19 or 32 or 33 or 34)));

    [Theory]
    [MemberData(nameof(Forwardable))]
    public void Every_signal_is_forwarded_as_pid_1(int signal)
    {
        using Running init = Running.AsPid1("--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(signal);
        init.WaitForOutput($"ready\n{signal}\n");
    }

    [Theory]
    [InlineData(Segv)]
    [InlineData(Fpe)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(63)]
    public void Signals_that_end_other_programs_are_forwarded_by_a_subreaper_too(int signal)
    {
        using Running init = Running.Init("--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(signal);
        init.WaitForOutput($"ready\n{signal}\n");
        init.Signal(Usr1);
        init.WaitForOutput($"{signal}\n{Usr1}\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Real_time_signal_of_the_runtime_is_forwarded(bool asPid1)
    {
        string[] arguments = ["--", "bash", "-c", "trap 'echo got 34' RTMIN; echo ready; while :; do read -t 1 line; done"];
        using Running init = asPid1 ? Running.AsPid1(arguments) : Running.Init(arguments);
        init.WaitForOutput("ready\n");
        init.Signal(34);
        init.WaitForOutput("ready\ngot 34\n");
    }

    [Fact]
    public void Segv_from_inside_neither_ends_nor_weakens_pid_1()
    {
        string inside = $"exec 3<&0; (while read line <&3; do kill -SEGV 1; kill -FPE 1; done) & exec {Binaries.TestChild} printer";
        using Running init = Running.AsPid1("--", "sh", "-c", inside);
        init.WaitForOutput("ready\n");
        for (int round = 1; round <= 3; round++)
        {
            init.Type("again");
            Wait.Until(() => Count(init.Output, "11") == round && Count(init.Output, "8") == round, $"round {round} arrived");
        }

        init.Signal(Usr1);
        init.WaitForOutput("10\n");
    }

    [Theory]
    [InlineData(32)]
    [InlineData(33)]
    public void Signals_of_libc_are_dropped_and_end_nobody(int signal)
    {
        using Running init = Running.Init("--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(signal);
        init.Signal(Usr1);
        init.WaitForOutput("ready\n10\n");
    }

    [Fact]
    public void Burst_of_real_time_signals_arrives_whole_and_in_order()
    {
        using Running init = Running.Init("--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        for (int i = 0; i < 500; i++)
        {
            init.Signal(40);
        }

        init.Signal(41);
        init.WaitForOutput("41\n");
        Assert.Equal(500, Count(init.Output, "40"));
    }

    [Fact]
    public void Signals_that_come_before_the_command_runs_are_delivered()
    {
        for (int i = 0; i < 100; i++)
        {
            // The mask is set by the first instructions: what is sent once the pid is known may still come before those,
            // so wait for the mask, which is the moment from which on we answer for every signal.
            using Running init = Running.Init("--", "sleep", "60");
            WaitForMask(init.Pid);
            init.Signal(Term);
            Assert.Equal(128 + Term, init.WaitForExit());
        }
    }

    [Fact]
    public void Group_mode_loses_no_signal_at_the_start_either()
    {
        for (int i = 0; i < 100; i++)
        {
            using Running init = Running.Init("-g", "--", "sleep", "60");
            WaitForMask(init.Pid);
            init.Signal(Term);
            Assert.Equal(128 + Term, init.WaitForExit());
        }
    }

    [Fact]
    public void Group_mode_reaches_the_grandchild()
    {
        using Running init = Running.Init("-g", "--", "sh", "-c", "trap '' USR1; sleep 1000 & wait $!; echo gone $?; wait");
        Wait.Until(() => init.Descendants().Count == 2, "the grandchild runs");
        int sleep = init.Descendants()[1];
        Proc.Signal(sleep, 0);
        init.Signal(Usr2);
        _ = init.WaitForExit();
        Wait.Until(() => !Proc.Lives(sleep), "the grandchild ends, too");
    }

    [Fact]
    public void Single_mode_leaves_the_grandchild_alone()
    {
        using Running init = Running.Init("--", "sh", "-c", "trap 'echo got' USR1; sleep 1000 & echo ready; while :; do wait; done");
        init.WaitForOutput("ready\n");
        int sleep = init.Descendants()[^1];
        init.Signal(Usr1);
        init.WaitForOutput("got\n");
        Assert.True(Proc.Lives(sleep));
    }

    [Theory]
    [InlineData("TERM:USR1", Term, Usr1)]
    [InlineData("15:12", Term, Usr2)]
    [InlineData("SIGHUP:RTMIN+3", 1, 37)]
    public void Rewritten_signal_arrives_as_the_other(string rewrite, int sent, int arrives)
    {
        using Running init = Running.Init("-r", rewrite, "--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(sent);
        init.WaitForOutput($"ready\n{arrives}\n");
    }

    [Fact]
    public void Dropped_signal_does_not_arrive()
    {
        using Running init = Running.Init("--rewrite", "HUP:0", "--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(1);
        init.Signal(Usr1);
        init.WaitForOutput("ready\n10\n");
    }

    [Fact]
    public void Stop_signal_is_what_term_becomes()
    {
        using Running init = Running.Init("--stop-signal", "QUIT", "--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(Term);
        init.WaitForOutput("ready\n3\n");
    }

    [Fact]
    public void Drain_keeps_the_first_term_back_and_the_second_ends_the_wait()
    {
        using Running init = Running.Init("--drain", "1h", "--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(Term);
        init.Signal(Usr1);
        init.WaitForOutput("ready\n10\n");
        Assert.DoesNotContain("15", init.Output);
        init.Signal(Term);
        init.WaitForOutput("10\n15\n");
    }

    [Fact]
    public void Drain_ends_by_itself()
    {
        using Running init = Running.Init("--drain", "50ms", "--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");
        init.Signal(Term);
        init.WaitForOutput("ready\n15\n");
    }

    [Fact]
    public void Ignored_and_blocked_signals_reach_the_command_as_we_got_them()
    {
        (int code, string output, _) = Running.Run(
            Binaries.TestChild,
            ["setup", "--ignore", "1,13,22", "--block", "15,21,40", "--", Binaries.MiniInit, "--", "cat", "/proc/self/status"]);
        Assert.Equal(0, code);
        Assert.Equal(Set(1, 13, 22), Field(output, "SigIgn"));
        Assert.Equal(Set(15, 21, 40), Field(output, "SigBlk"));
    }

    [Fact]
    public void Clean_signal_state_stays_clean()
    {
        (_, string output, _) = Running.Run(
            Binaries.TestChild, ["setup", "--", Binaries.MiniInit, "--", "cat", "/proc/self/status"]);
        Assert.Equal(0UL, Field(output, "SigIgn"));
        Assert.Equal(0UL, Field(output, "SigBlk"));
    }

    [Fact]
    public void Ignored_sigchld_does_not_lose_the_exit_code()
    {
        (int code, _, _) = Running.Run(
            Binaries.TestChild, ["setup", "--ignore", "17", "--", Binaries.MiniInit, "--", "sh", "-c", "exit 7"]);
        Assert.Equal(7, code);
    }

    [Fact]
    public void Every_thread_blocks_what_could_end_us()
    {
        using Running init = Running.Init("--", Binaries.TestChild, "printer");
        init.WaitForOutput("ready\n");

        // Free may be: KILL and STOP (nobody can block them), what the runtime handles (SEGV, FPE, 34), and libc's own.
        ulong mayBeFree = Set(9, 19, Segv, Fpe, 34, 32, 33);
        foreach (string thread in System.IO.Directory.GetDirectories($"/proc/{init.Pid}/task"))
        {
            ulong blocked = Proc.SignalSet($"{thread}/status", "SigBlk");
            Assert.Equal(ulong.MaxValue, blocked | mayBeFree);
        }
    }

    private static void WaitForMask(int pid) =>
        Wait.Until(
            () => Proc.Lives(pid) && (Proc.SignalSet($"/proc/{pid}/status", "SigBlk") & Set(Term)) != 0, "TERM is blocked");

    private static int Count(string output, string line) => output.Split('\n').Count(l => l == line);

    private static ulong Set(params IEnumerable<int> signals) => signals.Aggregate(0UL, (set, n) => set | (1UL << (n - 1)));

    private static ulong Field(string status, string name) =>
        Convert.ToUInt64(status.Split('\n').First(l => l.StartsWith(name + ":", StringComparison.Ordinal))[7..].Trim(), 16);
}
