using System;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Sockets;

/// <summary>A struct sockaddr_un with a path. Never an abstract name: whole pods share those.</summary>
internal sealed class UnixAddress
{
    /// <summary>The longest path, in bytes without the NUL: what struct sockaddr_un has room for.</summary>
    public const int PathBytes = Libc.SizeOfSockaddrUn - Libc.OffsetOfSunPath - 1;

    private readonly byte[] _bytes;

    private UnixAddress(byte[] bytes) => _bytes = bytes;

    /// <summary>The family, the path and a NUL.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The address of a path, or null for one that is empty, too long, or has a NUL.</summary>
    public static UnixAddress? From(string path)
    {
        byte[] bytes = [0, 0, .. Encoding.UTF8.GetBytes(path), 0];
        bool fits = path.Length > 0 && bytes.Length <= Libc.SizeOfSockaddrUn;
        if (!fits || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        _ = BitConverter.TryWriteBytes(bytes, (ushort)Libc.AF_UNIX);
        return new UnixAddress(bytes);
    }
}
