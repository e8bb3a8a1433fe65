using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/epoll.h</c>, <c>sys/eventfd.h</c>, <c>sys/signalfd.h</c>.</summary>
internal static unsafe partial class Libc
{
    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;
    internal const uint EPOLLIN = 1;
    internal const uint EPOLLOUT = 4;
    internal const uint EPOLLERR = 8;
    internal const uint EPOLLHUP = 16;
    internal const uint EPOLLET = 0x80000000;

    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;
    internal const int SFD_CLOEXEC = 0x80000;
    internal const int SFD_NONBLOCK = 0x800;

    /// <summary>struct epoll_event is packed on x86-64 (12 bytes) and not elsewhere (16 bytes).</summary>
    internal static int SizeOfEpollEvent => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    /// <summary>Where the 64 bits of data are in struct epoll_event.</summary>
    internal static int OffsetOfEpollData => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_ctl(int epfd, int op, int fd, byte* @event);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int epoll_wait(int epfd, byte* events, int maxevents, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int eventfd(uint initval, int flags);

    [StructLayout(LayoutKind.Explicit, Size = 128)]
    internal struct signalfd_siginfo
    {
        [FieldOffset(0)] internal uint ssi_signo;
        [FieldOffset(4)] internal int ssi_errno;
        [FieldOffset(8)] internal int ssi_code;
        [FieldOffset(12)] internal uint ssi_pid;
        [FieldOffset(16)] internal uint ssi_uid;
        [FieldOffset(40)] internal int ssi_status;
        [FieldOffset(44)] internal int ssi_int;
        [FieldOffset(48)] internal ulong ssi_ptr;
    }
}
