using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/ptrace.h</c>, <c>linux/ptrace.h</c>, <c>linux/elf.h</c>, <c>linux/audit.h</c>, and flags of clone(2).</summary>
internal static unsafe partial class Libc
{
    internal const int PTRACE_PEEKDATA = 2;
    internal const int PTRACE_SYSCALL = 24;
    internal const int PTRACE_GETEVENTMSG = 0x4201;
    internal const int PTRACE_GETSIGINFO = 0x4202;
    internal const int PTRACE_GETREGSET = 0x4204;
    internal const int PTRACE_SEIZE = 0x4206;
    internal const int PTRACE_INTERRUPT = 0x4207;
    internal const int PTRACE_LISTEN = 0x4208;
    internal const int PTRACE_GET_SYSCALL_INFO = 0x420E;

    internal const int PTRACE_O_TRACESYSGOOD = 0x1;
    internal const int PTRACE_O_TRACEFORK = 0x2;
    internal const int PTRACE_O_TRACEVFORK = 0x4;
    internal const int PTRACE_O_TRACECLONE = 0x8;
    internal const int PTRACE_O_TRACEEXEC = 0x10;

    internal const int PTRACE_EVENT_FORK = 1;
    internal const int PTRACE_EVENT_VFORK = 2;
    internal const int PTRACE_EVENT_CLONE = 3;
    internal const int PTRACE_EVENT_EXEC = 4;
    internal const int PTRACE_EVENT_STOP = 128;

    internal const int PTRACE_SYSCALL_INFO_ENTRY = 1;
    internal const int PTRACE_SYSCALL_INFO_EXIT = 2;

    internal const int NT_PRSTATUS = 1;
    internal const uint AUDIT_ARCH_X86_64 = 0xC000003E;
    internal const uint AUDIT_ARCH_AARCH64 = 0xC00000B7;

    internal static nint SYS_ptrace => Arm64 ? 117 : 101;

    /// <summary>
    /// struct __ptrace_syscall_info, as glibc calls it. Its union holds, at the begin of a call, its number and six
    /// arguments; at the end the result in the number's place.
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 88)]
    internal struct __ptrace_syscall_info
    {
        [FieldOffset(0)] internal byte op;
        [FieldOffset(4)] internal uint arch;
        [FieldOffset(24)] internal fixed ulong entry[7];
    }
}
