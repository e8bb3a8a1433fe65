using System;
using MiniInit.Boot;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;

namespace MiniInit.Supervision;

/// <content>Signals that are sent to us, and what they mean.</content>
internal sealed partial class EventLoop
{
    private static readonly SignalSet s_signals = new(SignalSet.All.Bits & ~SentSignals.All.Bits);
    private readonly ShutdownSignals _shutdownSignals = new();
    private PowerAction? _powerAction;

    /// <summary>What the kernel is asked for at the end; null where init just exits.</summary>
    public PowerAction? PowerAction => _starter.Init.AllowReboot ? _powerAction ?? _controls.PowerAction : null;

    private void ReadSignals()
    {
        Span<SignalInfo> batch = stackalloc SignalInfo[SupervisionLimits.SignalsPerTurn];
        int count = _signalFd.Read(batch);
        foreach (SignalInfo info in batch[..count])
        {
            Take(new Signal(info.Number));
        }
    }

    /// <summary>SEGV, FPE or 34, sent by somebody: they mean nothing to a supervisor.</summary>
    private void DropSentSignals()
    {
        _ = _sentSignal.Take();
        for (int i = 0; i < SentSignals.Count; i++)
        {
            _ = SentSignals.Take(i, out _);
        }
    }

    private void Take(Signal signal)
    {
        switch (SignalMeanings.Of(signal))
        {
            case SignalMeaning.ChildChanged:
                _childEnds.HaveChanged = true;
                break;
            case SignalMeaning.ShutDown:
                ShutDown(signal, null);
                break;
            case SignalMeaning.PowerOff:
                ShutDown(signal, Linux.PowerAction.PowerOff);
                break;
            case SignalMeaning.Reboot:
                ShutDown(signal, Linux.PowerAction.Reboot);
                break;
            case SignalMeaning.Reload:
                _controls.Server.LookAgain();
                _configuration.Reload("asked to");
                break;
            case SignalMeaning.ReopenLogs:
                _journal.Say(LogLevel.Message, "", "opening log files anew");
                _outputs.ReopenFiles(LoopClock.Now);
                break;
            case SignalMeaning.DumpState:
                DumpState();
                break;
            case SignalMeaning.Nothing:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void ShutDown(Signal signal, PowerAction? action)
    {
        // Also of one that is a duplicate: it may be the one that says what comes after.
        _powerAction = _starter.Init.AllowReboot ? _powerAction ?? action : null;
        if (!_shutdownSignals.IsNew(LoopClock.Now.Monotonic))
        {
            return;
        }

        _journal.Say(LogLevel.Message, "", $"received {signal.Name}");

        // It does not wait behind a thousand starts: those that are not made yet are called off by it.
        Handle(new SupervisorInput.ShutdownAsked(null));
    }

    private void DumpState()
    {
        foreach (InstanceStatus status in _supervisor.Status())
        {
            _journal.Say(LogLevel.Message, "", status.ToString().Replace("\n\t", ", ", StringComparison.Ordinal));
        }
    }
}
