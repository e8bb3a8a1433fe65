using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Writes all of a text, however long that takes: for programs that supervise nothing while they do.</summary>
public static unsafe class BlockingWriter
{
    /// <summary>Writes <paramref name="bytes"/>; gives up when nobody reads.</summary>
    /// <param name="fd">One of 0–2.</param>
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
