using System;
using MiniInit.Boot;
using MiniInit.Core.Values;
using MiniInit.ExecMode.Journals;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode;

// The model
//
//   One thread waits for three things at once: a signal (signalfd), one of the three signals that the runtime handles
//   (counted by early.c, which wakes an eventfd), and the next deadline. Each becomes an input of the machine; the
//   effects it asks for are carried out, in order, before the next wait.
//
// The constraints
//
//   - It never ends but by an Exit effect. What throws is said, and the loop goes on; should it throw again and again,
//     it does so ten times a second, not a million.
//   - Nothing wakes it when nothing happens: no poll interval, no timer but the machine's deadline.
//   - When the command is reaped its pid is dropped at once: Signal() looks for a command that lives.
//   - Job control asks the terminal who is in the foreground, and only for a SIGCONT and a stopped command.
//
// The scheme
//
//   Run: open what is needed, then forever: Perform effects, Wait, read signals, reap, deadline.

/// <summary>The loop of exec mode.</summary>
internal sealed class ExecLoop(
    ExecOptions options, StartRecord record, ExecJournal journal, RunningCommand? command, OtherProcesses? others,
    ExecMachine machine)
{
    private const int RetryMilliseconds = 100;
    private const int RealTimeOfRuntime = 34;

    private readonly int _ownPid = CurrentProcess.Id;
    private readonly bool _jobControl = options.Place is CommandPlace.OwnGroup or CommandPlace.OwnGroupSignalledWhole;
    private bool _ignoreHup = command?.HandOverSignalsComing == true;
    private bool _ignoreCont = command?.HandOverSignalsComing == true;
    private bool _childChanged = true;
    private ReapResult _lastReap = ReapResult.None;
    private bool _hasLetGo;
    private int? _exitCode;
    private int _performed;

    /// <summary>How many real-time signals 34 came that are not forwarded yet.</summary>
    private uint _realTimeLeft;

    /// <summary>The command ended before it became the program: then this is the exit code.</summary>
    private int? _startFailureCode;

    /// <summary>Loops until the machine asks for the exit.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using SignalSources sources = OpenSources();
        while (_exitCode is null)
        {
            try
            {
                Turn(sources);
            }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                journal.Trouble($"cannot handle an event: {e.Message}");
                Pause.Milliseconds(RetryMilliseconds);
            }
        }

        journal.Exiting(_exitCode.Value);
        return _exitCode.Value;
    }

    /// <summary>Treats <paramref name="signal"/> as received.</summary>
    public void Receive(Signal signal)
    {
        journal.Received(signal);
        if ((_ignoreHup && signal == Signal.Hup) || (_ignoreCont && signal == Signal.Cont))
        {
            _ignoreHup &= signal != Signal.Hup;
            _ignoreCont &= signal != Signal.Cont;
            journal.HandOverIgnored(signal);
            return;
        }

        bool inForeground = _jobControl && signal == Signal.Cont && ControllingTerminal.InForeground;
        machine.OnSignal(signal, MonotonicClock.Now, inForeground);
    }

    private void Turn(SignalSources sources)
    {
        Perform();
        if (_exitCode is not null)
        {
            return;
        }

        int timeout = TimeoutMilliseconds();
        if (!_hasLetGo && timeout != 0)
        {
            // The start is over, and the command has not ended yet: what it takes costs nobody.
            _hasLetGo = true;
            record.LetGoOfImage();
        }

        sources.Wait(timeout);
        ReadSignals(sources);

        // Before reaping: as long as the command is a zombie, its pid and its group cannot be anyone else's.
        Perform();
        if (_exitCode is null && _childChanged)
        {
            _childChanged = false;
            Reap();
        }

        if (machine.NextDeadline is not null)
        {
            machine.OnDeadline(MonotonicClock.Now);
        }
    }

    private int TimeoutMilliseconds()
    {
        if (_childChanged || _realTimeLeft > 0)
        {
            return 0;
        }

        // Rounded up: waking early would make it spin through the last millisecond.
        return machine.NextDeadline is { } deadline
            ? (int)Math.Clamp(Math.Ceiling((deadline - MonotonicClock.Now).TotalMilliseconds), 0, int.MaxValue)
            : -1;
    }

    private void ReadSignals(SignalSources sources)
    {
        Span<SignalInfo> batch = stackalloc SignalInfo[ExecLimits.SignalsPerTurn];
        int count = sources.Read(batch);
        foreach (SignalInfo info in batch[..count])
        {
            OnSignalInfo(info);
        }

        for (int i = 0; i < SentSignals.Count; i++)
        {
            int number = SentSignals.Take(i, out uint times);
            if (number == RealTimeOfRuntime)
            {
                _realTimeLeft = (uint)Math.Min((ulong)_realTimeLeft + times, uint.MaxValue);
            }
            else if (times > 0)
            {
                // A standard signal that comes again before it was taken is one, as the kernel has it.
                Receive(new Signal(number));
            }
        }

        for (int i = 0; i < ExecLimits.SignalsPerTurn && _realTimeLeft > 0; i++, _realTimeLeft--)
        {
            Receive(new Signal(RealTimeOfRuntime));
        }
    }

    private void OnSignalInfo(SignalInfo info)
    {
        var signal = new Signal(info.Number);
        if (signal == Signal.Chld)
        {
            _childChanged = true;
        }
        else if (info.SenderPid == _ownPid && (signal == Signal.Pipe || signal == Signal.Xfsz || signal == Signal.Tstp))
        {
            // The kernel's answers to a message of ours into a pipe without readers or a file at its size limit, or what
            // StopOwnGroup sent where it stopped nobody: nothing that somebody meant for the command.
        }
        else if (info.Number is not 32 and not 33)
        {
            // 32 and 33 are libc's own, for its threads.
            Receive(signal);
        }
    }

    private void Reap()
    {
        for (int i = 0; (_lastReap = Reaper.TryReap(out ChildChange change)) == ReapResult.Changed; i++)
        {
            _childChanged = i >= ExecLimits.ReapedPerTurn;
            if (machine.CommandLives && change.Pid == command?.Pid)
            {
                OnCommandChanged(change);
            }
            else if (change.Status.Ended)
            {
                journal.OrphanReaped(change);
                machine.OnOrphanReaped();
            }

            if (_childChanged)
            {
                return;
            }
        }
    }

    private void OnCommandChanged(ChildChange change)
    {
        if (change.Status.Stopped)
        {
            if (_jobControl)
            {
                machine.OnCommandStopped(
                    new Signal(change.Status.StoppingSignal), ControllingTerminal.Exists, ControllingTerminal.InForeground);
            }

            return;
        }

        if (command?.Child.Failure is { } failure)
        {
            _startFailureCode = StartFailure.CodeOf(failure, options.Dialect);
            journal.StartFailed(command.Name, failure);
        }
        else
        {
            journal.CommandEnded(change);
        }

        machine.OnCommandEnded(change.Status.ShellCode, MonotonicClock.Now);
    }

    private void Perform()
    {
        // By index: an effect may bring further ones. Counted before it is done: one that throws is not done again, and
        // those behind it (the exit may be among them) come next.
        while (_performed < machine.Effects.Count && _exitCode is null)
        {
            Perform(machine.Effects[_performed++]);
        }

        machine.Effects.Clear();
        _performed = 0;
    }

    private void Perform(ExecEffect effect)
    {
        switch (effect.Kind)
        {
            case ExecEffectKind.SignalCommand:
                Send(effect);
                break;
            case ExecEffectKind.SignalDescendants:
                SendToOthers(new Signal(effect.Number));
                break;
            case ExecEffectKind.DropSignal:
                journal.Dropped(new Signal(effect.Received));
                break;
            case ExecEffectKind.ContinueGroup:
                journal.Forwarded(Signal.Cont, null, SignalSender.SendToGroup(command!.Pid, Signal.Cont.Number));
                break;
            case ExecEffectKind.GiveTerminal:
                ControllingTerminal.SetForeground(command!.Pid);
                break;
            case ExecEffectKind.TakeTerminal:
                ControllingTerminal.TakeBackFrom(command!.Pid);
                break;
            case ExecEffectKind.StopGroup:
                journal.Suspending();
                if (!SignalSender.StopOwnGroup())
                {
                    machine.OnNobodyToStopFor();
                }

                break;
            case ExecEffectKind.StopSelf:
                journal.Suspending();
                SignalSender.StopSelf();
                break;
            case ExecEffectKind.CountDescendants:
                if (others?.AreGone(_lastReap) == true)
                {
                    machine.OnNoDescendants();
                }

                break;
            case ExecEffectKind.Exit:
                _exitCode = _startFailureCode ?? effect.Number;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Send(ExecEffect effect)
    {
        int pid = command!.Pid;
        bool group = options.Place is CommandPlace.OwnGroupSignalledWhole or CommandPlace.OwnSession;
        Errno result = group ? SignalSender.SendToGroup(pid, effect.Number) : SignalSender.SendToChild(pid, effect.Number);

        // Between clone and its setsid the child is not in a group of its own yet; it has the signal blocked, and gets
        // it when it becomes the command.
        if (group && result == Errno.ESRCH && machine.CommandLives)
        {
            result = SignalSender.SendToChild(pid, effect.Number);
        }

        journal.Forwarded(new Signal(effect.Number), effect.Received == 0 ? null : new Signal(effect.Received), result);
    }

    private void SendToOthers(Signal signal)
    {
        int count = others?.Signal(signal.Number) ?? 0;
        if (count < 0)
        {
            journal.Trouble($"cannot send {signal} to the remaining processes: there is no /proc to find them in");
        }
        else if (count > 0)
        {
            journal.DescendantsSignalled(signal, count);
        }
    }

    /// <summary>Opened when the command already runs: with all inherited descriptors still open there might be no number free.</summary>
    private SignalSources OpenSources()
    {
        var sources = new SignalSources(out SyscallException? problem);
        if (problem is not null)
        {
            journal.Trouble($"{problem.Message}; waiting for signals without descriptors");
        }

        return sources;
    }
}
