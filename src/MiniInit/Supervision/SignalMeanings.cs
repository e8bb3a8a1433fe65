using MiniInit.Core.Values;

namespace MiniInit.Supervision;

/// <summary>The meanings of signals; the real-time ones are systemd's, by the kernel's own numbers.</summary>
internal static class SignalMeanings
{
    /// <summary>RTMIN+3: systemd's halt, which podman sends to a container whose command is called init.</summary>
    public static Signal Halt => new(37);

    /// <summary>RTMIN+4: systemd's poweroff.</summary>
    public static Signal PowerOff => new(38);

    /// <summary>RTMIN+5: systemd's reboot.</summary>
    public static Signal Reboot => new(39);

    /// <summary>Gives the meaning of a signal.</summary>
    public static SignalMeaning Of(Signal signal) => signal switch
    {
        _ when signal == Halt => SignalMeaning.ShutDown,
        _ when signal == PowerOff => SignalMeaning.PowerOff,
        _ when signal == Reboot => SignalMeaning.Reboot,
        _ when signal == Signal.Chld => SignalMeaning.ChildChanged,
        _ when signal == Signal.Term || signal == Signal.Interrupt || signal == Signal.Quit => SignalMeaning.ShutDown,
        _ when signal == Signal.Hup => SignalMeaning.Reload,
        _ when signal == Signal.User1 => SignalMeaning.ReopenLogs,
        _ when signal == Signal.User2 => SignalMeaning.DumpState,
        _ => SignalMeaning.Nothing,
    };
}
