using System;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Reads a whole small file.</summary>
public static unsafe class BoundedFile
{
    private const int InitialSize = 4096;

    /// <summary>Reads the first bytes of <paramref name="path"/>, or null where it cannot be read.</summary>
    /// <param name="path">A file.</param>
    /// <param name="length">How many bytes at most.</param>
    public static byte[]? TryReadHead(string path, int length)
    {
        ArgumentNullException.ThrowIfNull(path);
        using OwnedFd? fd = TryOpen(path);
        if (fd is null)
        {
            return null;
        }

        byte[] head = new byte[length];
        fixed (byte* start = head)
        {
            nint read = Retried.Read(fd.Number, start, (nuint)length);
            return read > 0 ? head[..(int)read] : null;
        }
    }

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <param name="path">A file.</param>
    /// <param name="maxLength">More bytes than this are an error, so that a file without end cannot fill our memory.</param>
    /// <param name="errno">Why there is no content; E2BIG for too long a file.</param>
    /// <returns>Its bytes, or null.</returns>
    public static byte[]? TryRead(string path, int maxLength, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(path);
        using OwnedFd? fd = TryOpen(path);
        if (fd is null)
        {
            errno = Errors.Last;
            return null;
        }

        return TryRead(fd, InitialSize, maxLength, out errno);
    }

    /// <summary>Reads an open file from where it stands to its end, however long it was said to be.</summary>
    /// <param name="fd">A descriptor that can be read.</param>
    /// <param name="initialSize">How much memory to begin with, in bytes, 1 or more; more than the file needs saves copies.</param>
    /// <param name="maxLength">More bytes than this are an error.</param>
    /// <param name="errno">Why there is no content; E2BIG for too long a file.</param>
    /// <param name="isWhole">Whether it is read from its beginning, wherever it stands: others may share the descriptor.</param>
    internal static byte[]? TryRead(OwnedFd fd, int initialSize, int maxLength, out Errno errno, bool isWhole = false)
    {
        byte[] content = new byte[initialSize];
        int length = 0;
        while (true)
        {
            if (length == content.Length)
            {
                Array.Resize(ref content, content.Length * 2);
            }

            nint read;
            fixed (byte* free = &content[length])
            {
                nuint room = (nuint)(content.Length - length);
                read = isWhole ? Libc.pread(fd.Number, free, room, length) : Libc.read(fd.Number, free, room);
            }

            if (read == 0)
            {
                errno = Errno.None;
                return content[..length];
            }

            length += read > 0 ? (int)read : 0;
            errno = read < 0 ? Errors.Last : Errno.E2BIG;
            if ((read < 0 && errno != Errno.EINTR) || length > maxLength)
            {
                return null;
            }
        }
    }

    private static OwnedFd? TryOpen(string path)
    {
        fixed (byte* pointer = Encoding.UTF8.GetBytes(path + "\0"))
        {
            int fd = Retried.Open(pointer, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY | Libc.O_NONBLOCK);
            return fd >= 0 ? new OwnedFd(fd) : null;
        }
    }
}
