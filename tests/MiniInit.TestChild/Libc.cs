using System.Runtime.InteropServices;

namespace MiniInit.TestChild;

/// <summary>The few calls that the test child makes and MiniInit.Linux has no need of.</summary>
internal static unsafe partial class Libc
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int execvp(byte* file, byte** arguments);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(int fd, byte* bytes, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup2(int fd, int number);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(int fd, int command, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setpgid(int pid, int group);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int fd, nuint request, void* argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getpid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prctl(int option, nint argument, nint a3, nint a4, nint a5);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup3(int fd, int number, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(int fd, byte* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int pipe(int* ends);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(Notify.Poll* polls, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendmsg(int fd, Notify.Message* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint syscall(nint number, nint a1, nint a2, nint a3);
}
