using System;
using System.Runtime.CompilerServices;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.Journals;

/// <summary>Our own words. Level 0: what goes wrong; 1: what happens; 2: every signal; 3: every process.</summary>
internal sealed class MiniInitJournal(ExecOptions options) : ExecJournal(options.Verbosity)
{
    private const int Events = 1, Signals = 2, Processes = 3;

    public override void BecameSubreaper() =>
        Say(Events, "not PID 1: became a child subreaper, so that orphans come to us");

    public override void CannotBecomeSubreaper(Errno errno) =>
        Say(0, $"cannot become a child subreaper: {Errors.Describe(errno)}; orphans go to another process");

    public override void OrphansAreNotOurs() => Say(Events, "orphans go to another process");

    public override void Detached(Errno result, bool wasSessionLeader)
    {
    }

    public override void Started(string command, int pid) => Say(Events, $"started \"{command}\" as process {pid}");

    public override void StartFailed(string command, SpawnFailure failure) => Say(0, StartFailure.Describe(command, failure, options));

    public override void Received(Signal signal) => Say(Signals, $"received {signal}");

    public override void HandOverIgnored(Signal signal) => Say(Signals, $"{signal} comes from the terminal's hand-over");

    public override void Forwarded(Signal signal, Signal? received, Errno result)
    {
        if (result == Errno.None)
        {
            Say(Signals, $"sent {signal} to the command{InPlaceOf(received, signal)}");
        }
        else
        {
            Say(Events, $"cannot send {signal} to the command{InPlaceOf(received, signal)}: {WhyNot(result)}");
        }
    }

    public override void Dropped(Signal received) => Say(Signals, $"dropped {received}: --rewrite says so");

    public override void Suspending() => Say(Signals, "stopping with the command");

    public override void OrphanReaped(ChildChange change)
    {
        if (options.WarnOnReap || options.Verbosity >= Processes)
        {
            Say(0, $"reaped process {change.Pid}, which {HowItEnded(change.Status)}");
        }
    }

    public override void CommandEnded(ChildChange change)
    {
        long microseconds = change.UserTimeMicroseconds + change.SystemTimeMicroseconds;
        Say(
            Events,
            $"the command (process {change.Pid}) {HowItEnded(change.Status)}; it used {CpuTime(microseconds)} of CPU time and at most {change.MaxResidentKilobytes} KiB of memory");
    }

    public override void DescendantsSignalled(Signal signal, int count) =>
        Say(Events, $"sent {signal} to {count} remaining {(count == 1 ? "process" : "processes")}");

    public override void Exiting(int code) => Say(Signals, $"exiting with {code}");

    public override void Trouble(string what) => Say(0, what);

    private static string InPlaceOf(Signal? received, Signal signal) =>
        received is { } before && before != signal ? $", in place of {before}" : "";

    private static string WhyNot(Errno errno) => errno == Errno.EPERM
        ? "it runs as another user, which we may not signal"
        : Errors.Describe(errno);

    private static string CpuTime(long microseconds) => Duration.Format(TimeSpan.FromMicroseconds(microseconds));

    private static string HowItEnded(WaitStatus status) => status.Signaled
        ? $"was ended by signal {status.TerminatingSignal} ({new Signal(status.TerminatingSignal)})"
            + (status.CoreDumped ? " and dumped core" : "")
        : $"exited with {status.ExitCode}";

    private void Say(int level, [InterpolatedStringHandlerArgument("", nameof(level))] LeveledText text)
    {
        if (text.Wanted)
        {
            Error("miniinit: " + text.Take());
        }
    }

    private void Say(int level, string text)
    {
        if (Wants(level))
        {
            Error("miniinit: " + text);
        }
    }
}
