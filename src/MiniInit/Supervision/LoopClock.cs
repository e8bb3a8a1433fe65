using System;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Supervision;

/// <summary>The two clocks, read for the whole of a turn.</summary>
internal static class LoopClock
{
    /// <summary>This instant.</summary>
    public static OutputTime Now => new(
        TimeSpan.FromTicks(MonotonicClock.NowNanoseconds / TimeSpan.NanosecondsPerTick), WallClock.NowNanoseconds);
}
