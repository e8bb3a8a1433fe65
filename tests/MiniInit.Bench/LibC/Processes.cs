using System.Runtime.InteropServices;

namespace MiniInit.Bench;

internal static unsafe partial class LibC
{
    internal const int CLONE_VM = 0x100;
    internal const int CLONE_PIDFD = 0x1000;
    internal const int CLONE_VFORK = 0x4000;
    internal const int CLONE_NEWNS = 0x20000;
    internal const int CLONE_NEWPID = 0x20000000;
    internal const int WNOHANG = 1;
    internal const int PR_SET_CHILD_SUBREAPER = 36;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int clone(
        delegate* unmanaged<void*, int> entry, void* stack, int flags, void* argument, int* pidfd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int wait4(int pid, int* status, int options, void* usage);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    [LibraryImport("libc")]
    internal static partial int getpid();

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    internal static partial int execve_here(byte* path, byte** arguments, byte** environment);
}
