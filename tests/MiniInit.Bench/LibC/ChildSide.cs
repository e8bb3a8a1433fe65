using System.Runtime.InteropServices;

namespace MiniInit.Bench;

// What runs between clone and execve. No transition: the child must not touch the state of the runtime it shares.
internal static unsafe partial class LibC
{
    internal const ulong MS_NOSUID = 2;
    internal const ulong MS_NODEV = 4;
    internal const ulong MS_NOEXEC = 8;
    internal const ulong MS_REC = 0x4000;
    internal const ulong MS_PRIVATE = 1 << 18;
    internal const nuint TIOCSCTTY = 0x540E;

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int execve(byte* path, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial void _exit(int code);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int setpgid(int pid, int group);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int setsid();

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int dup2(int from, int to);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [SuppressGCTransition]
    internal static partial int ioctl_number(int descriptor, nuint request, nint argument);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int mount(byte* source, byte* target, byte* type, ulong flags, void* data);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial nint signal(int number, nint disposition);

    [LibraryImport("libc", EntryPoint = "sigprocmask")]
    [SuppressGCTransition]
    internal static partial int sigprocmask_in_child(int how, SignalSet* set, SignalSet* old);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    internal static partial int* __errno_location();
}
