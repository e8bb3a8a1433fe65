using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>tini's cases about signals: T20–T25.</summary>
public sealed class TiniSignalTests : IDisposable
{
    /// <summary>A command that waits for a child of its own, as system(3) does.</summary>
    private const string WaitForSleep = "sleep 1000; :";

    private readonly Named _tini = new("tini");

    public static TheoryData<int, int> EndingSignals => new() { { 15, 143 }, { 10, 138 }, { 12, 140 } };

    [Theory]
    [MemberData(nameof(EndingSignals))]
    public void T20_signal_ends_the_command_under_a_subreaper(int signal, int expected)
    {
        using Running tini = _tini.Start("-s", "--", "sh", "-c", WaitForSleep);
        EndBySignal(tini, signal, expected);
    }

    [Theory]
    [MemberData(nameof(EndingSignals))]
    public void T20_signal_ends_the_command_under_a_subreaper_by_variable(int signal, int expected)
    {
        using Running tini = _tini.Start(["TINI_SUBREAPER="], ["sh", "-c", WaitForSleep]);
        EndBySignal(tini, signal, expected);
    }

    [Theory]
    [MemberData(nameof(EndingSignals))]
    public void T20_signal_ends_the_command_under_an_inherited_subreaper(int signal, int expected)
    {
        using Running tini = Running.Start(
            Binaries.TestChild, ["setup", "--subreaper", "--", _tini.Path, "sh", "-c", WaitForSleep]);
        EndBySignal(tini, signal, expected);
    }

    [Theory]
    [MemberData(nameof(EndingSignals))]
    public void T25_signal_ends_the_command_under_pid_1(int signal, int expected)
    {
        using Running tini = _tini.StartAsPid1("--", "sh", "-c", WaitForSleep);
        EndBySignal(tini, signal, expected);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void T21_T22_group_mode_reaches_the_commands_children(bool byOption)
    {
        const string OnlyTheChildListens = "sleep 1000 & trap '' USR1; echo ready; wait $!; echo child $?";
        string[] command = ["sh", "-c", OnlyTheChildListens];
        using Running tini = byOption
            ? _tini.Start(["-s", "-g", .. command])
            : _tini.Start(["TINI_SUBREAPER=", "TINI_KILL_PROCESS_GROUP=1"], command);
        tini.WaitForOutput("ready");
        tini.Signal(10);
        Assert.Equal(0, tini.WaitForExit());
        Assert.Contains("child 138", tini.Output);
    }

    [Fact]
    public void Without_group_mode_only_the_command_gets_it()
    {
        const string Script = "trap 'kill $!; wait $!; echo child $?; exit 3' USR1; sleep 1000 & echo ready; wait";
        using Running tini = _tini.Start("-s", "--", "sh", "-c", Script);
        tini.WaitForOutput("ready");
        tini.Signal(10);
        Assert.Equal(3, tini.WaitForExit());
        Assert.Equal("ready\nchild 143\n", tini.Output);
    }

    [Fact]
    public void T23_ignored_and_blocked_signals_reach_the_command_as_they_were()
    {
        (ulong ignored, ulong blocked) = SignalsOf(
            ["setup", "--ignore", "22,11,2", "--block", "21,4,15", "--", _tini.Path, "-s", "cat", "/proc/self/status"]);
        Assert.Equal(Set(22, 11, 2), ignored & Set(22, 11, 2));
        Assert.Equal(Set(21, 4, 15), blocked);
    }

    [Theory]
    [InlineData("tini")]
    [InlineData("dumb-init")]
    [InlineData("catatonit")]
    public void T23b_clean_start_stays_clean(string name)
    {
        using var named = new Named(name);
        string[] show = ["cat", "/proc/self/status"];
        Assert.Equal(SignalsOf(["setup", "--", .. show]), SignalsOf(["setup", "--", named.Path, .. show]));
    }

    [Fact]
    public void T24_death_of_the_parent_is_a_signal_to_the_command()
    {
        const string Script = "\"$0\" -s -vvv -p SIGUSR1 -- \"$1\" printer & wait";
        using Running parent = Running.Start("sh", ["-c", Script, _tini.Path, Binaries.TestChild]);
        parent.WaitForOutput("ready");
        IReadOnlyList<int> all = parent.Descendants();
        try
        {
            parent.Signal(9);
            parent.WaitForOutput("\n10\n");
        }
        finally
        {
            foreach (int pid in all)
            {
                Proc.Signal(pid, 9);
            }
        }
    }

    public void Dispose() => _tini.Dispose();

    private static void EndBySignal(Running tini, int signal, int expected)
    {
        // As PID 1 it is itself one of the descendants of unshare.
        int init = tini.Pid;
        int sleep = 0;
        Wait.Until(
            () => (sleep = Proc.Children(init).SelectMany(Proc.Children).SingleOrDefault(IsSleep)) != 0,
            "the sleep runs");
        tini.Signal(signal);
        Wait.Until(() => !Proc.Lives(init), "it is gone");
        Proc.Signal(sleep, 9);
        Assert.Equal(expected, tini.WaitForExit());
    }

    private static bool IsSleep(int pid) => Proc.CommandLine(pid).StartsWith("sleep ", StringComparison.Ordinal);

    private static (ulong Ignored, ulong Blocked) SignalsOf(string[] arguments)
    {
        using var folder = new TemporaryFolder();
        (int code, string status, _) = Running.Run(Binaries.TestChild, arguments);
        Assert.Equal(0, code);
        string file = Path.Combine(folder.Path, "status");
        File.WriteAllText(file, status);
        return (Proc.SignalSet(file, "SigIgn"), Proc.SignalSet(file, "SigBlk"));
    }

    private static ulong Set(params int[] signals) => signals.Aggregate(0UL, (set, n) => set | (1UL << (n - 1)));
}
