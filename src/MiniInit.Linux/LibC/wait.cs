using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/wait.h</c>, <c>sys/resource.h</c>.</summary>
internal static unsafe partial class Libc
{
    internal const int WNOHANG = 1;
    internal const int WUNTRACED = 2;
    internal const int WCONTINUED = 8;

    internal const int RLIMIT_NOFILE = 7;
    internal const ulong RLIM_INFINITY = ulong.MaxValue;
    internal const int PRIO_PROCESS = 0;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int wait4(int pid, int* wstatus, int options, rusage* rusage);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getrlimit(int resource, rlimit* rlim);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setrlimit(int resource, rlimit* rlim);

    [StructLayout(LayoutKind.Sequential)]
    internal struct rlimit
    {
        internal ulong rlim_cur;
        internal ulong rlim_max;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct timeval
    {
        internal long tv_sec;
        internal long tv_usec;
    }

    [StructLayout(LayoutKind.Explicit, Size = 144)]
    internal struct rusage
    {
        [FieldOffset(0)] internal timeval ru_utime;
        [FieldOffset(16)] internal timeval ru_stime;
        [FieldOffset(32)] internal long ru_maxrss;
    }
}
