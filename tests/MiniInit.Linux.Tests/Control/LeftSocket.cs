using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Tests.Control;

/// <summary>A name of a socket that stays when the socket is closed.</summary>
internal static unsafe class LeftSocket
{
    public static OwnedFd Make(string path, int type)
    {
        OwnedFd fd = new(Libc.socket(Libc.AF_UNIX, type | Libc.SOCK_CLOEXEC, 0));
        fixed (byte* address = UnixAddress.From(path)!.Bytes)
        {
            Assert.Equal(0, Libc.bind(fd.Number, address, (uint)UnixAddress.From(path)!.Bytes.Length));
        }

        return fd;
    }
}
