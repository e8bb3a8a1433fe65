using MiniInit.Core.Values;

namespace MiniInit.Supervision;

/// <summary>The meanings of signals; the real-time ones are systemd's, by the kernel's own numbers.</summary>
internal static class SignalMeanings
{
    /// <summary>Gives the meaning of a signal.</summary>
    public static SignalMeaning Of(Signal signal) => signal switch
    {
        _ when signal == ShutdownSignals.Halt => SignalMeaning.ShutDown,
        _ when signal == ShutdownSignals.PowerOff => SignalMeaning.PowerOff,
        _ when signal == ShutdownSignals.Reboot => SignalMeaning.Reboot,
        _ when signal == Signal.Chld => SignalMeaning.ChildChanged,
        _ when signal == Signal.Term || signal == Signal.Interrupt || signal == Signal.Quit => SignalMeaning.ShutDown,
        _ when signal == Signal.Hup => SignalMeaning.Reload,
        _ when signal == Signal.User1 => SignalMeaning.ReopenLogs,
        _ when signal == Signal.User2 => SignalMeaning.DumpState,
        _ => SignalMeaning.Nothing,
    };
}
