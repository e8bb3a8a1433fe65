using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/wait.h</c>, <c>sys/resource.h</c>.</summary>
internal static unsafe partial class Libc
{
    internal const int WNOHANG = 1;
    internal const int WUNTRACED = 2;
    internal const int WEXITED = 4;
    internal const int WCONTINUED = 8;
    internal const int WNOWAIT = 0x01000000;
    internal const int P_ALL = 0;
    internal const int P_PID = 1;
    internal const int CLD_KILLED = 2;
    internal const int CLD_DUMPED = 3;

    /// <summary>Also those that were cloned without SIGCHLD, threads among them.</summary>
    internal const int __WALL = 0x40000000;

    internal const int RLIMIT_NOFILE = 7;
    internal const int RLIMIT_RTTIME = 15;
    internal const ulong RLIM_INFINITY = ulong.MaxValue;
    internal const int PRIO_PROCESS = 0;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int wait4(int pid, int* wstatus, int options, rusage* rusage);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitid(int idtype, uint id, siginfo_child* infop, int options);

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

    /// <summary><c>siginfo_t</c> as waitid(2) fills it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    internal struct siginfo_child
    {
        [FieldOffset(8)] internal int si_code;
        [FieldOffset(16)] internal int si_pid;
        [FieldOffset(24)] internal int si_status;
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
