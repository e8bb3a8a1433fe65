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

    /// <summary>Whether one that comes asks for something, and does not belong to the one before: for the end, for haste, for the last.</summary>
    /// <param name="now">The monotonic time.</param>
    public bool IsNew(TimeSpan now)
    {
        bool isNew = _counted is not { } counted || now - counted >= DuplicateWithin;
        _counted = isNew ? now : _counted;
        return isNew;
    }
}
