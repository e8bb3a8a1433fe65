using System;
using MiniInit.Core.Values;

namespace MiniInit.Supervision;

/// <summary>Counts the signals that ask for a shutdown.</summary>
/// <remarks>
/// Managers send one to the process group and one to the pid, or TERM and at once INT; to us that is one. A person who
/// presses ^C again after a second means it. Which of the signals it is does not matter: each asks for the same.
/// </remarks>
internal sealed class ShutdownSignals
{
    private TimeSpan? _counted;

    /// <summary>1 s: what comes sooner after a signal that was counted belongs to it.</summary>
    public static TimeSpan DuplicateWithin => TimeSpan.FromSeconds(1);

    /// <summary>RTMIN+3: systemd's halt, which podman sends to a container whose command is called init.</summary>
    public static Signal Halt => new(37);

    /// <summary>RTMIN+4: systemd's poweroff.</summary>
    public static Signal PowerOff => new(38);

    /// <summary>RTMIN+5: systemd's reboot.</summary>
    public static Signal Reboot => new(39);

    /// <summary>Judges the next one.</summary>
    /// <param name="now">The monotonic time.</param>
    public ShutdownVerdict Judge(TimeSpan now)
    {
        if (_counted is { } counted && now - counted < DuplicateWithin)
        {
            return ShutdownVerdict.Duplicate;
        }

        ShutdownVerdict verdict = _counted is null ? ShutdownVerdict.Begin : ShutdownVerdict.Again;
        _counted = now;
        return verdict;
    }
}
