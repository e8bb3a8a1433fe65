using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary>
/// What a child may call between clone and exec: each a plain system call without a GC transition, without locks in
/// libc, and without <c>SetLastError</c> (whose stub writes a thread static of the runtime).
/// </summary>
/// <remarks>
/// glibc's own setuid and setgroups are not here: they signal every thread that libc believes to exist and wait for
/// the answers, and in the child those threads are gone. The raw system calls change the one thread there is.
/// </remarks>
internal static unsafe partial class ChildLibc
{
    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int* __errno_location();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial nint syscall(nint number, nint a1, nint a2, nint a3, nint a4, nint a5);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int setsid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int setpgid(int pid, int pgid);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int ioctl(int fd, nuint request, void* arg);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int dup2(int oldfd, int newfd);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int fcntl(int fd, int cmd, nint arg);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int chroot(byte* path);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int chdir(byte* path);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial uint umask(uint mask);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int prctl(int option, nint arg2, nint arg3, nint arg4, nint arg5);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getppid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getpid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int open(byte* pathname, int flags, uint mode);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial nint read(int fd, void* buf, nuint count);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial nint write(int fd, void* buf, nuint count);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int close(int fd);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int setrlimit(int resource, Libc.rlimit* rlim);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int setpriority(int which, uint who, int priority);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int execve(byte* pathname, byte** argv, byte** envp);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial void _exit(int status);
}
