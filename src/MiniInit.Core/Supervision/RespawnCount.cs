using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>How often an instance was respawned, and how long it pauses before the next time.</summary>
internal sealed class RespawnCount
{
    /// <summary>How far a pause is stretched at most, so that jobs that fell together do not rise together.</summary>
    private const double Jitter = 0.1;

    /// <summary>Respawns in a row, or within the window.</summary>
    public int Count { get; private set; }

    /// <summary>Respawns in a row.</summary>
    public int InARow { get; private set; }

    /// <summary>How many pauses there were in a row, which the next one grows by.</summary>
    public int Pauses { get; private set; }

    /// <summary>When the window began, where there is one.</summary>
    public TimeSpan WindowStart { get; private set; }

    /// <summary>Forgets all.</summary>
    public void Reset() => Set(0, 0, 0, TimeSpan.Zero);

    /// <summary>Goes on where another one was.</summary>
    public void Set(int count, int inARow, int pauses, TimeSpan windowStart) =>
        (Count, InARow, Pauses, WindowStart) = (count, inARow, pauses, windowStart);

    /// <summary>Forgets those in a row, since the job stayed ready for long enough.</summary>
    public void NoteStable(RespawnLimit limit)
    {
        InARow = Pauses = 0;
        Count = limit.Interval is null ? 0 : Count;
    }

    /// <summary>Counts one more; false if that is too many.</summary>
    public bool TryAdd(RespawnLimit limit, TimeSpan now)
    {
        InARow++;
        if (limit.Interval is TimeSpan interval && (Count == 0 || now - WindowStart >= interval))
        {
            WindowStart = now;
            Count = 0;
        }

        Count++;
        return limit.Count is not int most || Count <= most;
    }

    /// <summary>Gives the pause before the respawn that was just counted.</summary>
    /// <param name="delay">How it grows.</param>
    /// <param name="wasReady">Whether the job was ready: the first respawn is then at once.</param>
    /// <param name="chance">0 up to but not including 1.</param>
    public TimeSpan Pause(RespawnDelay delay, bool wasReady, double chance)
    {
        if (wasReady && InARow == 1)
        {
            return TimeSpan.Zero;
        }

        // As floating point, a power that is too large is infinite and not negative.
        double ticks = Math.Min(delay.Min.Ticks * Math.Pow(delay.Factor, Pauses++), delay.Max.Ticks);
        return TimeSpan.FromTicks((long)(ticks * (1 + (Jitter * chance))));
    }
}
