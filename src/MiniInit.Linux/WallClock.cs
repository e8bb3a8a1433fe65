using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>CLOCK_REALTIME, clock_gettime(2): what people read. It may be set back, so nothing is ever waited for by it.</summary>
public static unsafe class WallClock
{
    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.</summary>
    public static long NowNanoseconds
    {
        get
        {
            Libc.timespec time;
            _ = Libc.clock_gettime(Libc.CLOCK_REALTIME, &time);
            return (time.tv_sec * 1_000_000_000) + time.tv_nsec;
        }
    }
}
