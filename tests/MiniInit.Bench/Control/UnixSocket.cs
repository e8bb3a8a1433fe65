using System;
using System.Runtime.InteropServices;
using System.Text;

namespace MiniInit.Bench;

/// <summary>Connections to a socket that has a path, as descriptors.</summary>
internal static unsafe class UnixSocket
{
    // A sockaddr_un: the family, and a path of at most 107 bytes with its NUL.
    private const int AddressSize = 110;
    private const int FamilySize = 2;

    /// <summary>A connection that waits when it writes or reads; -1 when there is none, with its errno.</summary>
    internal static int TryConnect(ReadOnlySpan<byte> path)
    {
        byte* address = stackalloc byte[AddressSize];
        var bytes = new Span<byte>(address, AddressSize);
        bytes.Clear();
        bytes[0] = LibC.AF_UNIX;
        path.CopyTo(bytes[FamilySize..^1]);
        int descriptor = LibC.socket(LibC.AF_UNIX, LibC.SOCK_STREAM | LibC.SOCK_CLOEXEC, 0);
        if (descriptor >= 0 && LibC.connect(descriptor, address, AddressSize) < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            _ = LibC.close(descriptor);
            Marshal.SetLastPInvokeError(errno);
            descriptor = -1;
        }

        return descriptor;
    }

    /// <summary>As <see cref="TryConnect"/>, to a program that must be there.</summary>
    internal static int Connect(string path)
    {
        int descriptor = TryConnect(PathBytes(path));
        return descriptor >= 0 ? descriptor : throw BenchException.FromErrno($"connect to \"{path}\"");
    }

    internal static byte[] PathBytes(string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        return bytes.Length < AddressSize - FamilySize
            ? bytes
            : throw new BenchException($"cannot connect to \"{path}\": the path is too long for a socket: set TMPDIR");
    }

    /// <summary>What the connection takes at once; -1 when it takes nothing more, now or ever.</summary>
    internal static int Send(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return (int)LibC.send(descriptor, start, bytes.Length, LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL);
        }
    }
}
