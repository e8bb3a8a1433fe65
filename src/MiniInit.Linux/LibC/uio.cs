using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary><c>sys/uio.h</c>, <c>sys/socket.h</c>, <c>poll.h</c>: writes that must not block.</summary>
internal static unsafe partial class Libc
{
    internal const int RWF_NOWAIT = 8;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_NOSIGNAL = 0x4000;
    internal const short POLLIN = 1;
    internal const short POLLOUT = 4;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pwritev2(int fd, iovec* iov, int iovcnt, long offset, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(int fd, void* buf, nuint len, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(pollfd* fds, nuint nfds, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    internal struct iovec
    {
        internal void* iov_base;
        internal nuint iov_len;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct pollfd
    {
        internal int fd;
        internal short events;
        internal short revents;
    }
}
