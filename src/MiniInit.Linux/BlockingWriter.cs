using System;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Writes all of a text, however long that takes: for programs that supervise nothing while they do.</summary>
public static unsafe class BlockingWriter
{
    /// <summary>Opens a file for it: a new one, or one whose content goes.</summary>
    /// <param name="path">A file.</param>
    /// <param name="errno">Why there is none.</param>
    /// <returns>Its descriptor, or null.</returns>
    public static OwnedFd? TryCreate(string path, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(path);
        fixed (byte* pointer = Encoding.UTF8.GetBytes(path + "\0"))
        {
            int fd = Libc.open(
                pointer, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0x1B6);
            errno = fd >= 0 ? Errno.None : Errors.Last;
            return fd >= 0 ? new OwnedFd(fd) : null;
        }
    }

    /// <summary>Writes <paramref name="bytes"/>; gives up when nobody reads.</summary>
    /// <param name="fd">A descriptor.</param>
    /// <param name="bytes">What to write.</param>
    /// <returns><see cref="Errno.None"/>, or why not all was written: EPIPE, ENOSPC.</returns>
    public static Errno WriteAll(int fd, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint done = 0;
            while (done < bytes.Length)
            {
                nint written = Libc.write(fd, start + done, (nuint)(bytes.Length - done));
                if (written > 0)
                {
                    done += written;
                }
                else if (Errors.Last == Errno.EAGAIN)
                {
                    // Whoever shares the open file with us made it non-blocking.
                    var poll = new Libc.pollfd { fd = fd, events = Libc.POLLOUT };
                    _ = Libc.poll(&poll, 1, -1);
                }
                else if (Errors.Last != Errno.EINTR)
                {
                    return Errors.Last;
                }
            }

            return Errno.None;
        }
    }
}
