using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>dumb-init's cases about forwarding: D08, D09.</summary>
public sealed class DumbInitSignalTests : IDisposable
{
    private readonly Named _dumbInit = new("dumb-init");

    public static TheoryData<bool, bool> Modes => DumbInitModes.All;

    [Theory]
    [MemberData(nameof(Modes))]
    public void D08_proxies_signals(bool debug, bool session)
    {
        // KILL and STOP nobody can forward, CHLD is ours, TSTP, TTIN and TTOU are job control.
        int[] signals = [.. Enumerable.Range(1, 31).Except([9, 19, 17, 20, 21, 22])];
        Exchange(debug, session, [], signals, signals);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Real_time_signals_are_proxied_too(bool debug, bool session) =>
        Exchange(debug, session, [], [35, 50, 64], [35, 50, 64]);

    [Theory]
    [MemberData(nameof(Modes))]
    public void First_real_time_signal_is_proxied_too(bool debug, bool session)
    {
        string[] command = ["sh", "-c", "trap 'echo 34; exit 5' 34; echo ready; while read line; do :; done"];
        using Running dumbInit = _dumbInit.Start(DumbInitModes.Variables(debug, session), command);
        dumbInit.WaitForOutput("ready\n");
        dumbInit.Signal(34);
        Assert.Equal(5, dumbInit.WaitForExit());
        Assert.Equal("ready\n34\n", dumbInit.Output);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D09_proxies_signals_with_rewrite(bool debug, bool session)
    {
        int[] sent = [15, 3, 18, 2];
        Exchange(debug, session, [], sent, sent);
        Exchange(debug, session, ["15:2"], sent, [2, 3, 18, 2]);
        Exchange(debug, session, ["15:2", "2:15", "3:3"], sent, [2, 3, 18, 15]);
        Exchange(debug, session, ["1:31", "31:1"], [1, 31], [31, 1]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D09b_ignored_signals_are_not_proxied(bool debug, bool session) =>
        Exchange(debug, session, ["15:3", "2:0", "28:0"], [15, 2, 28, 1], [3, 1]);

    [Theory]
    [MemberData(nameof(Modes))]
    public void Inherited_ignored_and_blocked_signals_reach_the_command(bool debug, bool session)
    {
        (int code, string output, _) = Running.Run(
            "env",
            [
                .. DumbInitModes.Variables(debug, session),
                Binaries.TestChild, "setup", "--ignore", "1", "--block", "12", "--",
                _dumbInit.Path, "grep", "-E", "^Sig(Ign|Blk)", "/proc/self/status",
            ]);
        Assert.Equal(0, code);
        Assert.Equal("SigBlk:\t0000000000000800\nSigIgn:\t0000000000000001\n", output);
    }

    public void Dispose() => _dumbInit.Dispose();

    /// <summary>Sends signals and compares what the command gets, each waited for before the next.</summary>
    private void Exchange(bool debug, bool session, string[] rewrites, int[] sent, int[] expected)
    {
        IEnumerable<string> options = rewrites.SelectMany(r => (string[])["-r", r]);
        using Running dumbInit = _dumbInit.Start(
            DumbInitModes.Variables(debug, session), [.. options, Binaries.TestChild, "printer"]);
        dumbInit.WaitForOutput("ready\n");
        var dropped = rewrites.Where(r => r.EndsWith(":0", StringComparison.Ordinal)).Select(r => int.Parse(r[..^2]));
        int arrived = 0;
        foreach (int signal in sent)
        {
            dumbInit.Signal(signal);
            arrived += dropped.Contains(signal) ? 0 : 1;
            Wait.Until(() => dumbInit.Output.Count(c => c == '\n') > arrived, () => $"{signal}: {dumbInit.Output}");
        }

        Assert.Equal("ready\n" + string.Concat(expected.Select(n => $"{n}\n")), dumbInit.Output);
        Assert.Equal(debug, dumbInit.Errors.Length > 0);
    }
}
