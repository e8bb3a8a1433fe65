using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>A file descriptor that its holder owns and closes, close-on-exec unless said otherwise.</summary>
/// <remarks>
/// No SafeHandle: that has a finalizer, which would close descriptors from the runtime's second thread, at a moment
/// when the number may have been handed out again by close_range. Every owner disposes; the end-to-end tests count.
/// </remarks>
[SuppressMessage("Design", "CA1063", Justification = "Sealed, and without a finalizer on purpose.")]
public sealed class OwnedFd : IDisposable
{
    private int _fd;

    /// <summary>Takes ownership of <paramref name="fd"/>.</summary>
    /// <param name="fd">An open descriptor, zero or more.</param>
    public OwnedFd(int fd)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fd);
        _fd = fd;
    }

    /// <summary>The descriptor's number.</summary>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public int Number => _fd >= 0 ? _fd : throw new ObjectDisposedException(nameof(OwnedFd));

    /// <summary>True once it was closed or given away.</summary>
    public bool IsClosed => _fd < 0;

    /// <summary>Has it stay open, or not, in the program that takes the place of this one, FD_CLOEXEC of fcntl(2).</summary>
    public void SetKeptOverExec(bool isKept) => _ = Libc.fcntl(Number, Libc.F_SETFD, isKept ? 0 : Libc.FD_CLOEXEC);

    /// <summary>Gives the number away without closing it: the caller owns it from now on.</summary>
    public int Release()
    {
        int fd = Number;
        _fd = -1;
        return fd;
    }

    /// <summary>Closes the descriptor. On Linux it is gone even when close(2) reports EINTR or EIO: never retried.</summary>
    public void Dispose()
    {
        if (_fd >= 0)
        {
            _ = Libc.close(_fd);
            _fd = -1;
        }
    }
}
