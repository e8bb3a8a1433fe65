using System;
using System.Collections.Generic;
using MiniInit.Core.Values;

namespace MiniInit.ExecMode;

// The model
//
//   Exec mode watches over one command. It is always in one of five phases:
//
//     running      the command lives; signals go to it
//     waiting      the command has ended, its descendants are waited for (--wait); signals go to them.
//                  With --pause it is the first phase, and there never was a command
//     terminating  the command has ended, its descendants have got TERM (--grace) and time until a deadline
//     killing      that time is over, they have got KILL, and get it again until none is left
//     over         the one Exit effect was asked for; nothing that comes after it has an effect
//
//   The exit code is the command's, fixed at the moment it ends.
//
// The constraints
//
//   - Deterministic: no clock, no system call. What happened is told by the On… methods with the time as a parameter;
//     what should happen is put into the list of effects. So each rule has a unit test without a process.
//   - Once the command is reaped its pid is not ours any more: no phase but running asks for SignalCommand. The one
//     exception is dumb-init's TERM to what is left of the command's group, in the same breath as the reaping.
//   - Nothing here may throw for whatever order of inputs: PID 1 runs it.
//
// The scheme
//
//   A received signal becomes, in this order: kept back (the first TERM under --drain), rewritten, sent. A stop
//   of the command, and a CONT to us, are job control: see OnCommandStopped.

/// <summary>The rules of exec mode.</summary>
internal sealed class ExecMachine
{
    private readonly ExecOptions _options;
    private readonly bool _canBeResumed;
    private Phase _phase;
    private TimeSpan? _drainUntil;
    private bool _drained;
    private bool _stopWasForwarded;
    private bool _stoppedWithCommand;
    private Signal _stoppedBy;
    private bool _terminalGiven;
    private TimeSpan? _deadline;
    private TimeSpan _unkillableAt;
    private int _exitCode;

    /// <summary>A machine in phase running.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="canBeResumed">
    /// Somebody above us does job control: we are neither PID 1 nor the leader of our session.
    /// </param>
    /// <param name="terminalGiven">The command was started as the terminal's foreground group.</param>
    public ExecMachine(ExecOptions options, bool canBeResumed, bool terminalGiven)
    {
        _options = options;
        _canBeResumed = canBeResumed;
        _terminalGiven = terminalGiven;
        _phase = options.Pause ? Phase.Waiting : Phase.Running;
    }

    private enum Phase
    {
        Running,
        Waiting,
        Terminating,
        Killing,
        Over,
    }

    /// <summary>What is to be done, in this order; the caller does it and clears the list.</summary>
    public List<ExecEffect> Effects { get; } = [];

    /// <summary>When <see cref="OnDeadline"/> is due, or null.</summary>
    public TimeSpan? NextDeadline => _phase switch
    {
        Phase.Running or Phase.Waiting => _drainUntil,
        Phase.Terminating or Phase.Killing => _deadline,
        Phase.Over => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>True while the command lives or is not reaped yet.</summary>
    public bool CommandLives => _phase == Phase.Running;

    /// <summary>A signal came from outside; SIGCHLD is not among them.</summary>
    /// <param name="signal">Which.</param>
    /// <param name="now">Monotonic time.</param>
    /// <param name="inForeground">Our own process group is the terminal's foreground group.</param>
    public void OnSignal(Signal signal, TimeSpan now, bool inForeground)
    {
        if (_phase == Phase.Over)
        {
            return;
        }

        if (_options.Pause)
        {
            if (signal == Signal.Term || signal == Signal.Interrupt)
            {
                Exit();
            }
        }
        else if (_phase is Phase.Terminating or Phase.Killing)
        {
            ForwardTo(ExecEffectKind.SignalDescendants, signal);
        }
        else if (signal == Signal.Term && !_drained && _options.Drain > TimeSpan.Zero)
        {
            Drain(now);
        }
        else
        {
            Forward(signal, inForeground);
        }
    }

    /// <summary>The command stopped: a signal of the terminal, or somebody's.</summary>
    /// <param name="signal">The signal that stopped it.</param>
    /// <param name="hasTerminal">We have a controlling terminal.</param>
    /// <param name="inForeground">Our own process group is the terminal's foreground group.</param>
    /// <remarks>
    /// Under a shell that does job control we stop too, so that the shell sees its job stopped and takes the terminal
    /// back; when it continues us, we continue the command. With nobody above us a command that its terminal stopped
    /// could never be continued by its user, so it goes on, as a process that leads its terminal's session would.
    /// </remarks>
    public void OnCommandStopped(Signal signal, bool hasTerminal, bool inForeground)
    {
        if (_phase != Phase.Running || _options.StopWithForwardedStop)
        {
            return;
        }

        bool terminalAccess = signal == Signal.Ttin || signal == Signal.Ttou;
        bool byTerminal = terminalAccess || signal == Signal.Tstp;
        if (terminalAccess && inForeground)
        {
            GiveTerminal();
            Ask(ExecEffectKind.ContinueGroup);
        }
        else if (_canBeResumed && _stopWasForwarded)
        {
            _stoppedWithCommand = true;
            TakeTerminal();
            Ask(ExecEffectKind.StopSelf);
        }
        else if (_canBeResumed && hasTerminal && byTerminal)
        {
            _stoppedWithCommand = true;
            _stoppedBy = signal;
            TakeTerminal();
            Ask(ExecEffectKind.StopGroup);
        }
        else if (signal == Signal.Tstp && _terminalGiven && !_stopWasForwarded)
        {
            Ask(ExecEffectKind.ContinueGroup);
        }
    }

    /// <summary>
    /// The answer to <see cref="ExecEffectKind.StopGroup"/>: our group is orphaned, so that nobody could continue us.
    /// </summary>
    public void OnNobodyToStopFor()
    {
        if (_phase != Phase.Running || !_stoppedWithCommand)
        {
            return;
        }

        // One that wants the terminal in the background would only be stopped again, and again.
        _stoppedWithCommand = false;
        if (_stoppedBy == Signal.Tstp)
        {
            GiveTerminal();
            Ask(ExecEffectKind.ContinueGroup);
        }
    }

    /// <summary>The command ended and was reaped.</summary>
    /// <param name="code">Its exit code, or 128 + the signal that ended it.</param>
    /// <param name="now">Monotonic time.</param>
    public void OnCommandEnded(int code, TimeSpan now)
    {
        if (_phase != Phase.Running)
        {
            return;
        }

        // What was asked for in the same turn came too late: the pid is free for others now.
        _ = Effects.RemoveAll(effect =>
            effect.Kind is ExecEffectKind.SignalCommand or ExecEffectKind.ContinueGroup or ExecEffectKind.GiveTerminal
                or ExecEffectKind.StopGroup or ExecEffectKind.StopSelf);
        _exitCode = _options.ExpectedExitCodes.Contains(code) ? 0 : code;
        TakeTerminal();
        switch (_options.AfterCommand)
        {
            case AfterCommand.Exit:
                Exit();
                break;
            case AfterCommand.TermGroupAndExit:
                ForwardTo(ExecEffectKind.SignalCommand, Signal.Term);
                Exit();
                break;
            case AfterCommand.Wait:
                _phase = Phase.Waiting;
                Ask(ExecEffectKind.CountDescendants);
                break;
            case AfterCommand.Grace:
                _phase = Phase.Terminating;
                _deadline = now + _options.Grace;
                Ask(ExecEffectKind.SignalDescendants, Signal.Term);
                Ask(ExecEffectKind.SignalDescendants, Signal.Cont);
                Ask(ExecEffectKind.CountDescendants);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Another process that was our child was reaped.</summary>
    public void OnOrphanReaped()
    {
        // A storm of zombies is one question, not ten thousand.
        bool asked = Effects.Count > 0 && Effects[^1].Kind == ExecEffectKind.CountDescendants;
        if (WaitsForDescendants && !asked)
        {
            Ask(ExecEffectKind.CountDescendants);
        }
    }

    /// <summary>The answer to <see cref="ExecEffectKind.CountDescendants"/>: none.</summary>
    public void OnNoDescendants()
    {
        if (WaitsForDescendants)
        {
            Exit();
        }
    }

    /// <summary>The time of <see cref="NextDeadline"/> has come.</summary>
    /// <param name="now">Monotonic time.</param>
    public void OnDeadline(TimeSpan now)
    {
        if (NextDeadline is not { } due || now < due)
        {
            return;
        }

        switch (_phase)
        {
            case Phase.Running or Phase.Waiting:
                EndDrain();
                break;
            case Phase.Terminating:
                _phase = Phase.Killing;
                _unkillableAt = now + ExecLimits.UnkillableAfter;
                Sweep(now);
                break;
            case Phase.Killing when now >= _unkillableAt:
                Exit();
                break;
            case Phase.Killing:
                Sweep(now);
                break;
            case Phase.Over:
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool WaitsForDescendants =>
        _phase is Phase.Terminating or Phase.Killing || (_phase == Phase.Waiting && !_options.Pause);

    private void Drain(TimeSpan now)
    {
        // The second TERM is somebody in a hurry.
        if (_drainUntil is null)
        {
            _drainUntil = now + _options.Drain;
        }
        else
        {
            EndDrain();
        }
    }

    private void EndDrain()
    {
        _drainUntil = null;
        Forward(Signal.Term, inForeground: false);
    }

    /// <summary>To the command while it lives, then to its descendants.</summary>
    private void Forward(Signal signal, bool inForeground)
    {
        _drained |= signal == Signal.Term;
        if (_phase != Phase.Running)
        {
            ForwardTo(ExecEffectKind.SignalDescendants, signal);
            return;
        }

        bool stop = signal == Signal.Tstp || signal == Signal.Ttin || signal == Signal.Ttou;
        if (signal == Signal.Cont && inForeground)
        {
            GiveTerminal();
        }

        _stopWasForwarded = stop || (_stopWasForwarded && signal != Signal.Cont);
        if (signal == Signal.Cont && _stoppedWithCommand)
        {
            // Our shell continues its job, and the job is the command's whole group.
            _stoppedWithCommand = false;
            Ask(ExecEffectKind.ContinueGroup);
            return;
        }

        ForwardTo(ExecEffectKind.SignalCommand, signal);
        if (stop && _options.StopWithForwardedStop)
        {
            Ask(ExecEffectKind.StopSelf);
        }
    }

    private void ForwardTo(ExecEffectKind whom, Signal signal)
    {
        Effects.Add(_options.Rewrites.Apply(signal) is { } becomes
            ? new ExecEffect(whom, becomes.Number, _options.Rewrites.Has(signal) ? signal.Number : 0)
            : new ExecEffect(ExecEffectKind.DropSignal, Received: signal.Number));
    }

    private void Sweep(TimeSpan now)
    {
        _deadline = now + ExecLimits.SweepInterval;
        Ask(ExecEffectKind.SignalDescendants, Signal.Kill);
        Ask(ExecEffectKind.CountDescendants);
    }

    private void GiveTerminal()
    {
        _terminalGiven = true;
        Ask(ExecEffectKind.GiveTerminal);
    }

    private void TakeTerminal()
    {
        if (_terminalGiven)
        {
            _terminalGiven = false;
            Ask(ExecEffectKind.TakeTerminal);
        }
    }

    private void Exit()
    {
        _phase = Phase.Over;
        Ask(ExecEffectKind.Exit, _exitCode);
    }

    private void Ask(ExecEffectKind kind, Signal signal) => Ask(kind, signal.Number);

    private void Ask(ExecEffectKind kind, int number = 0) => Effects.Add(new ExecEffect(kind, number));
}
