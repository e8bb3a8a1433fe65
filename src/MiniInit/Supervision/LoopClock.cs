using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Supervision;

/// <summary>The two clocks together.</summary>
internal static class LoopClock
{
    /// <summary>This instant: both are read at each call.</summary>
    public static OutputTime Now => new(MonotonicClock.Now, WallClock.NowNanoseconds);
}
