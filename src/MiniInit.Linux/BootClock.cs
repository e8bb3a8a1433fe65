using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>CLOCK_BOOTTIME, clock_gettime(2): as <see cref="MonotonicClock"/>, but it goes on while the machine is suspended.</summary>
public static unsafe class BootClock
{
    /// <summary>The time since some moment of this boot, in ticks of 100 ns.</summary>
    public static TimeSpan Now
    {
        get
        {
            Libc.timespec time;
            _ = Libc.clock_gettime(Libc.CLOCK_BOOTTIME, &time);
            return TimeSpan.FromTicks((time.tv_sec * TimeSpan.TicksPerSecond) + (time.tv_nsec / TimeSpan.NanosecondsPerTick));
        }
    }
}
