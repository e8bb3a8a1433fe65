using System;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Writes to a descriptor that we share with others, and rather loses the text than waits.</summary>
/// <remarks>
/// O_NONBLOCK belongs to the open file, not to the descriptor: setting it on our standard error would set it for the
/// user's shell and for the command too. So each kind of file has its own way not to wait. A pipe without readers
/// also sends us SIGPIPE; it is blocked, and whoever reads signals drops those that come from ourselves.
/// </remarks>
public sealed unsafe class NonBlockingWriter : IDisposable
{
    /// <summary>What a pipe takes whole or not at all (PIPE_BUF), and what POLLOUT of a pipe promises room for.</summary>
    public const int MaxWrite = 4096;

    /// <summary>64 KiB: what every kind of local socket takes as one message.</summary>
    private const int MaxSend = 64 * 1024;

    private readonly int _fd;
    private readonly uint _type;
    private readonly OwnedFd? _terminal;
    private readonly bool _isMemory;
    private OwnedFd? _copy;
    private bool _noWaitRefused;

    /// <summary>A writer to <paramref name="fd"/>, one of 0–2.</summary>
    /// <param name="fd">Borrowed, never closed.</param>
    public NonBlockingWriter(int fd)
    {
        _fd = fd;
        _type = StandardDescriptors.DescriptorType(fd, out _);
        if (_type == Libc.S_IFCHR)
        {
            _isMemory = StandardDescriptors.IsMemoryDevice(fd);
            _terminal = !_isMemory && Terminal.Is(fd) ? Reopen(fd) : null;
        }
    }

    /// <summary>
    /// What to watch for room when a write was answered EAGAIN; null for what always takes everything, or where
    /// no descriptor is left. It belongs to the writer.
    /// </summary>
    public OwnedFd? Watched
    {
        get
        {
            if (_terminal is not null || (_type is not (Libc.S_IFIFO or Libc.S_IFSOCK) && _type != Libc.S_IFCHR) || _isMemory)
            {
                return _terminal;
            }

            if (_copy is null)
            {
                int copy = Libc.fcntl(_fd, Libc.F_DUPFD_CLOEXEC, 3);
                _copy = copy >= 0 ? new OwnedFd(copy) : null;
            }

            return _copy;
        }
    }

    /// <summary>Writes <paramref name="bytes"/>, at most <see cref="MaxWrite"/> of them.</summary>
    /// <param name="bytes">A line or more.</param>
    /// <returns>True when all were written; else some or all are lost.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, MaxWrite);
        fixed (byte* start = bytes)
        {
            nint written;
            do
            {
                written = Write(start, (nuint)length);
            }
            while (written < 0 && Errors.Last == Errno.EINTR);

            return written == bytes.Length;
        }
    }

    /// <summary>Writes as much as there is room for.</summary>
    /// <param name="bytes">What to write; not empty.</param>
    /// <param name="errno">
    /// Why it was not more: <see cref="Errno.EAGAIN"/> when there was no room. None after anything was written: the
    /// rest may be tried at once.
    /// </param>
    /// <returns>How many bytes were written.</returns>
    public int Write(ReadOnlySpan<byte> bytes, out Errno errno)
    {
        fixed (byte* start = bytes)
        {
            nint written;
            do
            {
                written = Write(start, (nuint)bytes.Length);
                errno = written < 0 ? Errors.Last : Errno.None;
            }
            while (errno == Errno.EINTR);

            return (int)Math.Max(written, 0);
        }
    }

    /// <summary>Whether both write to one pipe, terminal, socket or file, so that their lines may meet there.</summary>
    /// <param name="other">Another writer.</param>
    public bool IsSameFileAs(NonBlockingWriter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return FileStatus.TryGet(_fd, out FileStatus ours) == Errno.None
            && FileStatus.TryGet(other._fd, out FileStatus theirs) == Errno.None
            && ours.IsSame(theirs);
    }

    /// <summary>Closes what the writer opened for itself.</summary>
    public void Dispose()
    {
        _terminal?.Dispose();
        _copy?.Dispose();
    }

    private nint Write(byte* start, nuint length) => _type switch
    {
        // 0: the type could not be told (a filter may deny statx); what a pipe takes is right for everything.
        Libc.S_IFIFO or 0 => WritePipe(start, length),
        Libc.S_IFSOCK => Libc.send(_fd, start, Math.Min(length, MaxSend), Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL),
        Libc.S_IFCHR => WriteDevice(start, length),
        _ => Libc.write(_fd, start, length),
    };

    private nint WritePipe(byte* start, nuint length)
    {
        if (!_noWaitRefused)
        {
            var vector = new Libc.iovec { iov_base = start, iov_len = length };
            nint written = Libc.pwritev2(_fd, &vector, 1, -1, Libc.RWF_NOWAIT);
            if (written >= 0 || !RefusesNoWait(Errors.Last))
            {
                return written;
            }

            _noWaitRefused = true;
        }

        return HasRoom() ? Libc.write(_fd, start, Math.Min(length, MaxWrite)) : -1;
    }

    private nint WriteDevice(byte* start, nuint length) =>
        _isMemory ? Libc.write(_fd, start, length)
        : _terminal is not null ? Libc.write(_terminal.Number, start, length)
        : WriteByByte(start, Math.Min(length, MaxWrite));

    /// <summary>POLLOUT of a terminal promises room for one byte: one at a time never waits.</summary>
    private nint WriteByByte(byte* start, nuint length)
    {
        nint written = 0;
        while (written < (nint)length && HasRoom() && Libc.write(_fd, start + written, 1) == 1)
        {
            written++;
        }

        return written > 0 ? written : -1;
    }

    private bool HasRoom()
    {
        var poll = new Libc.pollfd { fd = _fd, events = Libc.POLLOUT };
        if (Libc.poll(&poll, 1, 0) > 0)
        {
            return true;
        }

        Marshal.SetLastPInvokeError(Libc.EAGAIN);
        return false;
    }

    /// <summary>Pipes know RWF_NOWAIT since Linux 5.5 or so; before, or under a filter, it is one of these.</summary>
    private static bool RefusesNoWait(Errno errno) =>
        errno is Errno.EOPNOTSUPP or Errno.ENOSYS or Errno.EPERM or Errno.EINVAL;

    private static OwnedFd? Reopen(int fd)
    {
        fixed (byte* path = Encoding.ASCII.GetBytes($"/proc/self/fd/{fd}\0"))
        {
            int own = Libc.open(path, Libc.O_WRONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC, 0);
            return own >= 0 ? new OwnedFd(own) : null;
        }
    }
}
