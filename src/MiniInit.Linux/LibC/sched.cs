using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary>
/// <c>sched.h</c>, <c>sys/mman.h</c>, <c>sys/prctl.h</c>, <c>sys/ioctl.h</c>, <c>linux/ioprio.h</c>, <c>time.h</c>.
/// </summary>
internal static unsafe partial class Libc
{
    internal const int CLONE_FILES = 0x400;
    internal const int CLONE_PIDFD = 0x1000;
    internal const long CLONE_INTO_CGROUP = 0x2_0000_0000;
    internal const int SYS_clone3 = 435;

    internal const int PROT_READ = 1;
    internal const int PROT_WRITE = 2;
    internal const int MAP_SHARED = 1;
    internal const int MAP_PRIVATE = 2;
    internal const int MAP_ANONYMOUS = 0x20;

    internal const int PR_SET_PDEATHSIG = 1;
    internal const int PR_SET_KEEPCAPS = 8;
    internal const int PR_CAPBSET_READ = 23;
    internal const int PR_CAPBSET_DROP = 24;
    internal const int PR_SET_CHILD_SUBREAPER = 36;
    internal const int PR_GET_CHILD_SUBREAPER = 37;

    internal const int PR_SET_NO_NEW_PRIVS = 38;
    internal const int PR_CAP_AMBIENT = 47;
    internal const int PR_CAP_AMBIENT_RAISE = 2;
    internal const int PR_CAP_AMBIENT_CLEAR_ALL = 4;
    internal const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;

    internal const int SCHED_OTHER = 0;
    internal const int SCHED_FIFO = 1;
    internal const int SCHED_RR = 2;
    internal const int SCHED_BATCH = 3;
    internal const int SCHED_IDLE = 5;

    internal const int IOPRIO_WHO_PROCESS = 1;
    internal const int IOPRIO_CLASS_SHIFT = 13;

    internal const nuint TIOCSCTTY = 0x540E;
    internal const nuint TCGETS = 0x5401;
    internal const nuint TCSETS = 0x5402;
    internal const nuint TCSETSW = 0x5403;
    internal const nuint TIOCSWINSZ = 0x5414;
    internal const nuint TIOCSPTLCK = 0x4004_5431;
    internal const nuint TIOCGPTN = 0x8004_5430;
    internal const nuint TIOCGPTPEER = 0x5441;
    internal const nuint TIOCGPGRP = 0x540F;
    internal const nuint TIOCGWINSZ = 0x5413;
    internal const nuint TIOCSPGRP = 0x5410;
    internal const nuint TIOCNOTTY = 0x5422;
    internal const nuint TIOCGSID = 0x5429;

    internal const int CLOCK_REALTIME = 0;
    internal const int CLOCK_MONOTONIC = 1;
    internal const int CLOCK_BOOTTIME = 7;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int clone(
        delegate* unmanaged<void*, int> fn, void* stack, int flags, void* arg, int* parent_tid, void* tls, int* child_tid);

    [LibraryImport("libc")]
    internal static partial int sched_yield();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial void* mmap(void* addr, nuint length, int prot, int flags, int fd, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int munmap(void* addr, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int madvise(void* addr, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prctl(int option, nint arg2, nint arg3, nint arg4, nint arg5);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int fd, nuint request, void* arg);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int clock_gettime(int clockid, timespec* tp);

    [StructLayout(LayoutKind.Sequential)]
    internal struct timespec
    {
        internal long tv_sec;
        internal long tv_nsec;
    }
}
