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
        Note(now, BootClock.Now - now);
    }

    /// <summary>Notes how it is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="suspended">For how long the machine has been suspended since boot.</param>
    internal static void Note(TimeSpan now, TimeSpan suspended)
    {
        if (s_seen.Count > 0 && suspended.Ticks - s_seen[^1] < ControlLimits.LeastSuspension.Ticks)
        {
            return;
        }

        while (s_seen.Count >= 2 * ControlLimits.Suspensions)
        {
            DropShortest();
        }

        s_seen.Add(now.Ticks);
        s_seen.Add(suspended.Ticks);
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

    /// <summary>
    /// What came between the shortest suspension and the next is shown too early by that one from now on. The first pair is how it
    /// was when we began, and stays.
    /// </summary>
    private static void DropShortest()
    {
        int shortest = 2;
        for (int at = 4; at < s_seen.Count; at += 2)
        {
            if (s_seen[at + 1] - s_seen[at - 1] < s_seen[shortest + 1] - s_seen[shortest - 1])
            {
                shortest = at;
            }
        }

        s_seen.RemoveRange(shortest, 2);
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
