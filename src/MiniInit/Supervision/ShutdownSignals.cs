using System;

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
