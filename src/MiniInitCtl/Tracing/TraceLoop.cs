using System;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Ctl.Tracing;

// The model
//
//   Reports of the kernel and signals to us are taken in turns. Both come as blocked signals: SIGCHLD says that there
//   is something to report, the others are for the command, whose place we have taken in somebody's eyes.
//
// The constraints
//
//   - Who types ^C signals the whole foreground group, the command and us alike. The same goes for a kill of the group. So
//     a signal of the kernel is not passed on, and one of a process only if the command does not get it from there.
//   - When we go all traced processes are let go by the kernel, and go on as if nothing had been.

/// <summary>Follows a command until all that came from it has ended, or for long enough.</summary>
internal sealed class TraceLoop
{
    private readonly SpawnedChild _command;
    private readonly SignalSet _passed;
    private readonly TimeSpan _follow;
    private readonly TimeSpan _start = Clock;
    private readonly TraceWatch _watch;

    private int? _code;
    private TimeSpan? _end;
    private SignalInfo _held;
    private TimeSpan? _passOn;
    private bool _hasPassed;

    /// <summary>Makes one.</summary>
    /// <param name="command">The command, which is attached to and about to stop, before its gate.</param>
    /// <param name="output">Who is told what happens.</param>
    /// <param name="passed">The signals that are passed on to it, blocked.</param>
    /// <param name="follow">How long what outlives it is followed.</param>
    public TraceLoop(SpawnedChild command, TraceOutput output, SignalSet passed, TimeSpan follow)
    {
        _command = command;
        _passed = passed;
        _follow = follow;
        _watch = new TraceWatch(happened => output.Tell(happened with { Time = Clock - _start }));
        _watch.Begin(command.Pid);
    }

    private static TimeSpan Clock => MonotonicClock.Now;

    /// <summary>Follows it.</summary>
    /// <returns>Its exit code, 128 + n if signal n ended it, or us before.</returns>
    public int Run()
    {
        // It sees this once we let it go on from its first stop.
        _command.OpenGate();
        while (true)
        {
            ReapResult last = TakeReports();
            if (last == ReapResult.NoChildren || Clock >= _end)
            {
                break;
            }

            TakeSignal(last == ReapResult.Changed ? 0 : Milliseconds(_end, _passOn));
            PassOn();
        }

        _watch.TellNames();
        return _code ?? ExitCode.Error;
    }

    /// <summary>How long until the first of the moments, rounded up; a long time if there is none.</summary>
    private static int Milliseconds(params ReadOnlySpan<TimeSpan?> moments)
    {
        double least = int.MaxValue;
        foreach (TimeSpan? moment in moments)
        {
            least = moment is TimeSpan some ? Math.Min(least, Math.Ceiling((some - Clock).TotalMilliseconds)) : least;
        }

        return (int)Math.Max(least, 0);
    }

    private ReapResult TakeReports()
    {
        for (int i = 0; i < TraceLimits.StopsPerTurn; i++)
        {
            ReapResult result = Reaper.TryReapTraced(out ChildChange change);
            if (result != ReapResult.Changed)
            {
                return result;
            }

            if (change.Pid == _command.Pid && change.Status.Ended && _code is null)
            {
                _code = change.Status.ShellCode;
                _end = Clock + _follow;
            }

            _watch.Handle(change.Pid, change.Status);
        }

        return ReapResult.Changed;
    }

    private void TakeSignal(int timeoutMs)
    {
        if (!SignalWait.TryTake(_passed.With(Signal.Chld.Number), timeoutMs, out SignalInfo info)
            || info.Number == Signal.Chld.Number)
        {
            return;
        }

        if (_code is not null)
        {
            // The command is gone; who is impatient now means the following.
            _end = Clock;
        }
        else if (info.Code > 0)
        {
            // Typed at the terminal: the command got it, too.
        }
        else if (_hasPassed || _passOn is not null)
        {
            _code = ExitCode.SignalBase + info.Number;
            _end = Clock;
        }
        else
        {
            _held = info;
            _passOn = Clock + TimeSpan.FromMilliseconds(TraceLimits.PassOnMs);
        }
    }

    private void PassOn()
    {
        if (_passOn is null || Clock < _passOn)
        {
            return;
        }

        _passOn = null;
        _hasPassed = true;
        if (_code is null && (_watch.LastSignal.Number, _watch.LastSignal.SenderPid) != (_held.Number, _held.SenderPid))
        {
            _ = SignalSender.SendToChild(_command.Pid, _held.Number);
        }
    }
}
