using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>dumb-init's cases about the command's group, and about stopping: D14–D20, D24.</summary>
public sealed class DumbInitGroupTests : IDisposable
{
    /// <summary>Four processes in two pipelines, below a shell that waits for one of them.</summary>
    private const string Pipelines = "sleep 1000 | cat & sleep 1000 | cat >&2";

    private readonly Named _dumbInit = new("dumb-init");

    public static TheoryData<bool> Debug => DumbInitModes.Debug;

    [Theory]
    [MemberData(nameof(Debug))]
    public void D14_setsid_signals_entire_group(bool debug)
    {
        using Running dumbInit = _dumbInit.Start(DumbInitModes.Variables(debug, true), ["sh", "-c", Pipelines]);
        IReadOnlyList<int> all = PipelineProcesses(dumbInit);
        dumbInit.Signal(15);
        Wait.Until(() => !all.Any(Proc.Lives), "none of them lives");
        Assert.Equal(143, dumbInit.WaitForExit());
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D15_no_setsid_doesnt_signal_entire_group(bool debug)
    {
        using Running dumbInit = _dumbInit.Start(DumbInitModes.Variables(debug, false), ["sh", "-c", Pipelines]);
        IReadOnlyList<int> all = PipelineProcesses(dumbInit);
        try
        {
            dumbInit.Signal(15);
            Wait.Until(() => !Proc.Lives(dumbInit.Pid), "it is gone");
            Assert.Equal(4, all.Count(Proc.Lives));
        }
        finally
        {
            Kill(all);
        }
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D16_all_processes_receive_term_on_exit_if_setsid(bool debug)
    {
        const string Script = "\"$0\" printer <&- & read line";
        using Running dumbInit = _dumbInit.Start(
            DumbInitModes.Variables(debug, true), ["sh", "-c", Script, Binaries.TestChild]);
        dumbInit.WaitForOutput("ready\n");
        IReadOnlyList<int> all = dumbInit.Descendants();
        try
        {
            dumbInit.Type("");
            dumbInit.WaitForOutput("\n15\n");
            Wait.Until(() => !Proc.Lives(dumbInit.Pid), "it is gone");
        }
        finally
        {
            Kill(all);
        }

        Assert.Equal(0, dumbInit.WaitForExit());
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D17_processes_dont_receive_term_on_exit_if_no_setsid(bool debug)
    {
        const string Script = "\"$0\" printer <&- & echo pid $!; read line";
        using Running dumbInit = _dumbInit.Start(
            DumbInitModes.Variables(debug, false), ["sh", "-c", Script, Binaries.TestChild]);
        dumbInit.WaitForOutput("ready\n");
        dumbInit.WaitForOutput("pid ");
        IReadOnlyList<int> all = dumbInit.Descendants();
        int command = Proc.Children(dumbInit.Pid).Single();
        int printer = Proc.Children(command).Single();
        try
        {
            dumbInit.Type("");
            Wait.Until(() => !Proc.Lives(dumbInit.Pid), "it is gone");
            foreach (int signal in (int[])[1, 2, 3])
            {
                Proc.Signal(printer, signal);
                dumbInit.WaitForOutput($"\n{signal}\n");
            }

            Assert.DoesNotContain("\n15\n", dumbInit.Output);
        }
        finally
        {
            Kill(all);
        }
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D18_shell_background_support_setsid(bool debug)
    {
        using Running dumbInit = StartPrinter(debug, session: true);
        int printer = Proc.Children(dumbInit.Pid).Single();
        int continued = 0;
        foreach (int signal in (int[])[20, 22, 21])
        {
            dumbInit.Signal(signal);
            Wait.Until(() => IsStopped(dumbInit.Pid) && IsStopped(printer), "both are stopped");
            dumbInit.Signal(18);
            continued++;
            WaitForLines(dumbInit, Enumerable.Repeat(18, continued));
            Wait.Until(() => !IsStopped(dumbInit.Pid) && !IsStopped(printer), "both run");
        }
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D19_shell_background_support_without_setsid(bool debug)
    {
        using Running dumbInit = StartPrinter(debug, session: false);
        StopAndContinue(dumbInit, [(20, 20), (22, 22), (21, 21)]);
    }

    [Theory]
    [MemberData(nameof(Debug))]
    public void D20_default_rewrites_can_be_overriden_with_setsid_enabled(bool debug)
    {
        using Running dumbInit = StartPrinter(debug, session: true, "-r", "21:15", "-r", "22:2", "-r", "20:1");
        StopAndContinue(dumbInit, [(21, 15), (22, 2), (20, 1)]);
    }

    [Fact]
    public void D24_no_zombies_under_pid_1()
    {
        const string Script =
            "exec 3<&0; sh -c 'sh -c \"read line <&3; echo orphan\" & exit' & wait; echo made; exec sleep 1000";
        using Running dumbInit = _dumbInit.StartAsPid1("sh", "-c", Script);
        dumbInit.WaitForOutput("made\n");
        int init = dumbInit.Pid;
        Wait.Until(() => Proc.Children(init).Count == 2, "the orphan is init's");
        dumbInit.Type("");
        dumbInit.WaitForOutput("orphan\n");
        Wait.Until(() => Proc.Children(init).Count == 1, "the orphan is reaped");
    }

    public void Dispose() => _dumbInit.Dispose();

    private static IReadOnlyList<int> PipelineProcesses(Running dumbInit)
    {
        IReadOnlyList<int> below = [];
        Wait.Until(
            () => (below = dumbInit.Descendants()).Count(pid => IsRunning(pid, "sleep") || IsRunning(pid, "cat")) == 4
                && below.Count == 5,
            "all of both pipelines run");
        return [.. below, dumbInit.Pid];
    }

    private static bool IsRunning(int pid, string program) =>
        Proc.CommandLine(pid).StartsWith(program, StringComparison.Ordinal);

    private static bool IsStopped(int pid) => Proc.Stat(pid)?.State == 'T';

    private static void Kill(IEnumerable<int> pids)
    {
        foreach (int pid in pids)
        {
            Proc.Signal(pid, 9);
        }
    }

    private static void StopAndContinue(Running dumbInit, (int Sent, int Printed)[] signals)
    {
        List<int> expected = [];
        foreach ((int sent, int printed) in signals)
        {
            dumbInit.Signal(sent);
            expected.Add(printed);
            WaitForLines(dumbInit, expected);
            Wait.Until(() => IsStopped(dumbInit.Pid), "it is stopped");
            dumbInit.Signal(18);
            expected.Add(18);
            WaitForLines(dumbInit, expected);
            Wait.Until(() => !IsStopped(dumbInit.Pid), "it runs");
        }
    }

    private static void WaitForLines(Running dumbInit, IEnumerable<int> signals)
    {
        string expected = "ready\n" + string.Concat(signals.Select(n => $"{n}\n"));
        Wait.Until(
            () => dumbInit.Output == expected, () => $"\"{expected}\" is printed; printed was {dumbInit.Output}");
    }

    private Running StartPrinter(bool debug, bool session, params string[] options)
    {
        Running dumbInit = _dumbInit.Start(
            DumbInitModes.Variables(debug, session), [.. options, Binaries.TestChild, "printer"]);
        dumbInit.WaitForOutput("ready\n");
        return dumbInit;
    }
}
