using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/syscall.h</c>: calls that glibc wraps wrongly for us, or not in every version.</summary>
internal static unsafe partial class Libc
{
    private static bool Arm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    internal static nint SYS_rt_sigaction => Arm64 ? 134 : 13;
    internal static nint SYS_rt_sigprocmask => Arm64 ? 135 : 14;
    internal static nint SYS_getdents64 => Arm64 ? 61 : 217;
    internal static nint SYS_newfstatat => Arm64 ? 79 : 262;
    internal static nint SYS_signalfd4 => Arm64 ? 74 : 289;
    internal static nint SYS_capget => Arm64 ? 90 : 125;
    internal static nint SYS_capset => Arm64 ? 91 : 126;
    internal static nint SYS_rt_sigpending => Arm64 ? 136 : 127;
    internal static nint SYS_rt_sigtimedwait => Arm64 ? 137 : 128;
    internal static nint SYS_sched_setscheduler => Arm64 ? 119 : 144;
    internal static nint SYS_sched_setaffinity => Arm64 ? 122 : 203;
    internal static nint SYS_ioprio_set => Arm64 ? 30 : 251;
    internal static nint SYS_setgroups => Arm64 ? 159 : 116;
    internal static nint SYS_setresuid => Arm64 ? 147 : 117;
    internal static nint SYS_setresgid => Arm64 ? 149 : 119;
    internal static nint SYS_memfd_create => Arm64 ? 279 : 319;
    internal static nint SYS_getgroups => Arm64 ? 158 : 115;
    internal static nint SYS_sync => Arm64 ? 81 : 162;
    internal static nint SYS_reboot => Arm64 ? 142 : 169;
    internal static nint SYS_prlimit64 => Arm64 ? 261 : 302;
    internal const nint SYS_pidfd_send_signal = 424;
    internal const nint SYS_pidfd_open = 434;
    internal const nint SYS_close_range = 436;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint syscall(nint number, nint a1, nint a2, nint a3, nint a4, nint a5);
}
