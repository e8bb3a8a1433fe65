using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>CLOCK_MONOTONIC, clock_gettime(2): never set back, and it stands still while the machine is suspended.</summary>
public static unsafe class MonotonicClock
{
    /// <summary>Nanoseconds since some moment of this boot.</summary>
    public static long NowNanoseconds
    {
        get
        {
            Libc.timespec time;
            _ = Libc.clock_gettime(Libc.CLOCK_MONOTONIC, &time);
            return (time.tv_sec * 1_000_000_000) + time.tv_nsec;
        }
    }

    /// <summary>The time since that moment, in ticks of 100 ns.</summary>
    public static TimeSpan Now => TimeSpan.FromTicks(NowNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The earlier of two instants; null for never.</summary>
    public static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one < other || other is null ? one : other;
}
