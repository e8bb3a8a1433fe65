using System;
using MiniInit.Core.Values;

namespace MiniInit.Ctl.Texts;

/// <summary>Instants of init, which counts microseconds since 1970, for people.</summary>
internal static class Ago
{
    /// <summary>The instant by the clock on the wall here: <c>2026-11-22 13:22:18</c>.</summary>
    public static string Clock(long microseconds) => Local(microseconds).ToString("yyyy-MM-dd HH:mm:ss");

    /// <summary>The same as ISO 8601 has it, to the second, with its offset.</summary>
    public static string Iso(long microseconds) => Local(microseconds).ToString("yyyy-MM-ddTHH:mm:sszzz");

    /// <summary>The time of day, to the millisecond.</summary>
    public static string TimeOfDay(long microseconds) => Local(microseconds).ToString("HH:mm:ss.fff");

    /// <summary>The instant and how long ago it was, or how far off it is.</summary>
    /// <param name="microseconds">The instant.</param>
    /// <param name="now">Now, in the same count.</param>
    public static string Full(long microseconds, long now) => microseconds <= now
        ? $"{Clock(microseconds)}, {Span(now - microseconds)} ago"
        : $"{Clock(microseconds)}, in {Span(microseconds - now)}";

    /// <summary>Now, in the same count.</summary>
    public static long Now => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>A span in its two largest units: <c>3d4h</c>, <c>5m3s</c>, <c>0s</c>.</summary>
    /// <param name="microseconds">Zero or more.</param>
    public static string Span(long microseconds)
    {
        TimeSpan span = new(Math.Min(microseconds, long.MaxValue / 100) * TimeSpan.TicksPerMicrosecond);
        return span.TotalDays >= 1 ? $"{span.Days}d{span.Hours}h"
            : span.TotalHours >= 1 ? $"{span.Hours}h{span.Minutes}m"
            : span.TotalMinutes >= 1 ? $"{span.Minutes}m{span.Seconds}s"
            : $"{span.Seconds}s";
    }

    /// <summary>Reads when something was: a span ago, <c>5m</c>; a time, <c>2026-11-22T13:00</c>, <c>13:00</c>.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="now">Now.</param>
    /// <param name="microseconds">The instant; 1970 for what was before: some machines have their clock set only later.</param>
    public static bool TryParse(string text, long now, out long microseconds)
    {
        if (Duration.TryParse(text, out TimeSpan span))
        {
            microseconds = Math.Max(0, now - (span.Ticks / TimeSpan.TicksPerMicrosecond));
            return true;
        }

        bool isTime = DateTimeOffset.TryParseExact(
            text, s_forms, null, System.Globalization.DateTimeStyles.AssumeLocal, out DateTimeOffset time);
        microseconds = isTime ? Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) : 0;
        return isTime;
    }

    private static readonly string[] s_forms =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "HH:mm:ss", "HH:mm",
    ];

    private static DateTimeOffset Local(long microseconds)
    {
        // What is no instant of the calendar is shown as its end: a wrong clock is no reason to fail.
        long most = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        long ticks = Math.Clamp(microseconds, 0, most - TimeSpan.TicksPerDay) * TimeSpan.TicksPerMicrosecond;
        return (DateTimeOffset.UnixEpoch + new TimeSpan(ticks)).ToLocalTime();
    }
}
