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
    ExecOptions options, ExecJournal journal, RunningCommand? command, OtherProcesses? others, ExecMachine machine)
{
    private const ulong SignalToken = 1, WakeToken = 2;
    private const int RetryMilliseconds = 100;

    private readonly int _ownPid = CurrentProcess.Id;
    private readonly bool _jobControl = options.Place is CommandPlace.OwnGroup or CommandPlace.OwnGroupSignalledWhole;
    private bool _ignoreHup = command?.HandOverSignalsComing == true;
    private bool _ignoreCont = command?.HandOverSignalsComing == true;
    private bool _childChanged = true;
    private ReapResult _lastReap = ReapResult.None;
    private int? _exitCode;
    private int _performed;

    /// <summary>The command ended before it became the program: then this is the exit code.</summary>
    private int? _startFailureCode;

    private static TimeSpan Now => TimeSpan.FromTicks(MonotonicClock.NowNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>Loops until the machine asks for the exit.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        using Sources sources = OpenSources();
        while (_exitCode is null)
        {
            try
            {
                Turn(sources);
            }
            catch (Exception e) when (e is SyscallException or InvalidOperationException or ArgumentException or NullReferenceException)
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

        bool inForeground = _jobControl && signal == Signal.Cont && JobControl.InForeground;
        machine.OnSignal(signal, Now, inForeground);
    }

    private void Turn(Sources sources)
    {
        Perform();
        if (_exitCode is not null)
        {
            return;
        }

        Span<ReadyEvent> ready = stackalloc ReadyEvent[2];
        _ = sources.Epoll.Wait(ready, TimeoutMilliseconds());
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
            machine.OnDeadline(Now);
        }
    }

    private int TimeoutMilliseconds()
    {
        if (_childChanged)
        {
            return 0;
        }

        // Rounded up: waking early would make it spin through the last millisecond.
        return machine.NextDeadline is { } deadline
            ? (int)Math.Clamp(Math.Ceiling((deadline - Now).TotalMilliseconds), 0, int.MaxValue)
            : -1;
    }

    private void ReadSignals(Sources sources)
    {
        Span<SignalInfo> batch = stackalloc SignalInfo[16];
        int count;
        while ((count = sources.Signals.Read(batch)) > 0)
        {
            foreach (SignalInfo info in batch[..count])
            {
                OnSignalInfo(info);
            }
        }

        _ = sources.Wake.Take();
        for (int i = 0; i < SentSignals.Count; i++)
        {
            int number = SentSignals.Take(i, out uint times);
            for (uint time = 0; time < times; time++)
            {
                Receive(new Signal(number));
            }
        }
    }

    private void OnSignalInfo(SignalInfo info)
    {
        var signal = new Signal(info.Number);
        if (signal == Signal.Chld)
        {
            _childChanged = true;
        }
        else if (signal == Signal.Pipe && info.SenderPid == _ownPid)
        {
            // The kernel's answer to a write of ours to a pipe without readers; nobody sent it.
        }
        else if (info.Number is not 32 and not 33)
        {
            // 32 and 33 are libc's own, for its threads.
            Receive(signal);
        }
    }

    private void Reap()
    {
        while ((_lastReap = Reaper.TryReap(out ChildChange change)) == ReapResult.Changed)
        {
            if (machine.CommandLives && change.Pid == command?.Pid)
            {
                OnCommandChanged(change);
            }
            else if (change.Status.Ended)
            {
                journal.OrphanReaped(change);
                machine.OnOrphanReaped();
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
                    new Signal(change.Status.StoppingSignal), JobControl.HasTerminal, JobControl.InForeground);
            }

            return;
        }

        if (command?.Child.Failure is { } failure)
        {
            _startFailureCode = ExitCodes.For(failure, options.Dialect);
            journal.StartFailed(command.Name, failure);
        }
        else
        {
            journal.CommandEnded(change);
        }

        machine.OnCommandEnded(change.Status.ShellCode, Now);
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
                JobControl.SetForeground(command!.Pid);
                break;
            case ExecEffectKind.TakeTerminal:
                JobControl.SetForeground(CurrentProcess.GroupId);
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

    /// <summary>
    /// Opened when the command already runs: with all inherited descriptors still open there might be no number free.
    /// A system whose file table is full gets asked again: signals and zombies wait meanwhile, none is lost.
    /// </summary>
    private Sources OpenSources()
    {
        while (true)
        {
            try
            {
                return new Sources();
            }
            catch (SyscallException e)
            {
                journal.Trouble($"{e.Message}; trying again");
                Linux.Pause.Milliseconds(RetryMilliseconds);
            }
        }
    }

    private sealed class Sources : IDisposable
    {
        public Sources()
        {
            Epoll.Add(Signals.Fd, Readiness.Readable, SignalToken);
            Epoll.Add(Wake.Fd, Readiness.Readable, WakeToken);
            SentSignals.WakeBy(Wake);
        }

        public Epoll Epoll { get; } = new();

        public SignalFd Signals { get; } = SignalFd.Open(new SignalSet(SignalSet.All.Bits & ~SentSignals.All.Bits));

        public EventFd Wake { get; } = new();

        public void Dispose()
        {
            Signals.Dispose();
            Wake.Dispose();
            Epoll.Dispose();
        }
    }
}
