using System;
using System.Collections.Generic;
using MiniInit.Linux;

namespace MiniInit.Control.Queries;

/// <summary>
/// When the machine was suspended. The supervisor's time stands still meanwhile and that of the clock on the wall does not: what
/// began before a night's sleep of a laptop began so much earlier than its age tells.
/// </summary>
/// <remarks>
/// What happens in a turn of the loop is later than the look at its beginning, and all before is earlier: so each look that finds
/// more than the one before divides the instants into those before the suspension and those after it.
/// </remarks>
internal static class Suspensions
{
    /// <summary>By twos, in ticks: when a suspension was seen first, and how long the machine had been suspended since boot by then.</summary>
    private static readonly List<long> s_seen = [];

    /// <summary>Looks whether there was one since the last time.</summary>
    public static void Look()
    {
        TimeSpan now = MonotonicClock.Now;
        long total = (BootClock.Now - now).Ticks;
        if (s_seen.Count > 0 && total - s_seen[^1] < ControlLimits.LeastSuspension.Ticks)
        {
            return;
        }

        if (s_seen.Count == 2 * ControlLimits.Suspensions)
        {
            // The first is how it was when we began. What came between the next two is shown too early by the shorter of them.
            s_seen.RemoveRange(2, 2);
        }

        s_seen.Add(now.Ticks);
        s_seen.Add(total);
    }

    /// <summary>For how long the machine has been suspended since an instant.</summary>
    /// <param name="instant">By <see cref="MonotonicClock"/>; of one that is to come nothing is known.</param>
    public static TimeSpan Since(TimeSpan instant)
    {
        Look();
        int at = s_seen.Count - 2;
        while (at > 0 && s_seen[at] > instant.Ticks)
        {
            at -= 2;
        }

        return TimeSpan.FromTicks(s_seen[^1] - s_seen[at + 1]);
    }

    /// <summary>Writes down what a successor needs.</summary>
    public static void Save(List<long> into) => into.AddRange(s_seen);

    /// <summary>Goes on with what our predecessor has seen.</summary>
    public static void Resume(List<long> seen)
    {
        s_seen.Clear();
        s_seen.AddRange(seen.Count % 2 == 0 ? seen : []);
    }
}
