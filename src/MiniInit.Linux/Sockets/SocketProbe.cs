using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Sockets;

/// <summary>Whether somebody has a socket open whose name is there.</summary>
internal static unsafe class SocketProbe
{
    /// <summary>Connects, without waiting, and hangs up at once.</summary>
    /// <param name="address">The name.</param>
    /// <param name="type">SOCK_STREAM or SOCK_DGRAM.</param>
    /// <returns>
    /// ECONNREFUSED for one that was left behind, and for a stream socket that does not listen yet; EAGAIN for one that
    /// has too many connections waiting.
    /// </returns>
    public static Errno Connect(UnixAddress address, int type)
    {
        int fd = Libc.socket(Libc.AF_UNIX, type | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        if (fd < 0)
        {
            return Errors.Last;
        }

        using OwnedFd probe = new(fd);
        fixed (byte* pointer = address.Bytes)
        {
            return Libc.connect(fd, pointer, (uint)address.Bytes.Length) == 0 ? Errno.None : Errors.Last;
        }
    }
}
