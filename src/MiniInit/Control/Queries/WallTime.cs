using System;
using MiniInit.Linux;

namespace MiniInit.Control.Queries;

/// <summary>
/// The supervisor's time is one that only moves forward; clients are told that of the clock on the wall, as it is set now.
/// </summary>
internal static class WallTime
{
    private const long NanosecondsPerMicrosecond = 1000;

    /// <summary>Now, in microseconds since 1970.</summary>
    public static long Now => OfNanoseconds(WallClock.NowNanoseconds);

    /// <summary>Gives microseconds since 1970 for nanoseconds.</summary>
    public static long OfNanoseconds(long unixNanoseconds) => unixNanoseconds / NanosecondsPerMicrosecond;

    /// <summary>Gives nanoseconds since 1970 for microseconds that a client gave: instants before 1970, and too late ones, are the nearest there is.</summary>
    public static long ToNanoseconds(long microseconds) =>
        Math.Clamp(microseconds, 0, long.MaxValue / NanosecondsPerMicrosecond) * NanosecondsPerMicrosecond;

    /// <summary>Gives an instant of the supervisor in microseconds since 1970.</summary>
    public static long Of(TimeSpan instant) => Now + (long)(instant - MonotonicClock.Now - Suspensions.Since(instant)).TotalMicroseconds;
}
