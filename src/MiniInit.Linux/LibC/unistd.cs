using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>unistd.h</c>: descriptors, identity, directories.</summary>
internal static unsafe partial class Libc
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(int fd, void* buf, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(int fd, void* buf, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pwrite(int fd, void* buf, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pread(int fd, void* buf, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int pipe2(int* pipefd, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup3(int oldfd, int newfd, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int unlink(byte* pathname);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int execve(byte* pathname, byte** argv, byte** envp);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int chdir(byte* path);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint readlinkat(int dirfd, byte* pathname, byte* buf, nuint bufsiz);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setpgid(int pid, int pgid);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getpid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getppid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getpgrp();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getpgid(int pid);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int getsid(int pid);

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial uint geteuid();

    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial uint getegid();

    [LibraryImport("libc")]
    internal static partial void _exit(int status);
}
