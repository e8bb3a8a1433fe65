using System.Runtime.InteropServices;

namespace MiniInit.Bench;

internal static unsafe partial class LibC
{
    internal const int CLOCK_MONOTONIC = 1;

    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long tv_sec;
        internal long tv_nsec;
    }

    // Also called between clone and execve, hence without a transition.
    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int clock_gettime(int clock, TimeSpec* time);

    [LibraryImport("libc")]
    internal static partial int nanosleep(TimeSpec* wanted, TimeSpec* left);
}
