using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Reads from a descriptor that is O_NONBLOCK.</summary>
public static unsafe class NonBlockingReader
{
    /// <summary>Reads once.</summary>
    /// <param name="fd">What to read from.</param>
    /// <param name="into">Where to; not empty.</param>
    /// <param name="errno"><see cref="Errno.EAGAIN"/> when there is nothing yet; None when something was read or at the end.</param>
    /// <returns>How many bytes: 0 at the end of file, and with an error.</returns>
    public static int Read(OwnedFd fd, Span<byte> into, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(fd);
        fixed (byte* start = into)
        {
            nint count = Retried.Read(fd.Number, start, (nuint)into.Length);
            errno = count < 0 ? Errors.Last : Errno.None;
            return (int)Math.Max(count, 0);
        }
    }
}
