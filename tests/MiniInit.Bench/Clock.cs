namespace MiniInit.Bench;

/// <summary>CLOCK_MONOTONIC in nanoseconds: one clock for every process of the machine.</summary>
internal static unsafe class Clock
{
    internal const long Microsecond = 1_000;
    internal const long Millisecond = 1_000_000;
    internal const long Second = 1_000_000_000;

    internal static long Now()
    {
        LibC.TimeSpec time;
        _ = LibC.clock_gettime(LibC.CLOCK_MONOTONIC, &time);
        return (time.tv_sec * Second) + time.tv_nsec;
    }

    internal static void Sleep(long nanoseconds)
    {
        var wanted = new LibC.TimeSpec { tv_sec = nanoseconds / Second, tv_nsec = nanoseconds % Second };
        _ = LibC.nanosleep(&wanted, null);
    }

    /// <summary>
    /// Sleeps, a little too long rather than too short. Never a busy loop: the kernel may have put what we wait for on
    /// our processor, where it would get nothing for milliseconds.
    /// </summary>
    internal static void SleepUntil(long instant)
    {
        long left;
        while ((left = instant - Now()) > 0)
        {
            Sleep(left);
        }
    }
}
