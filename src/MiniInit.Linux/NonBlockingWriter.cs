using System;
using System.Text;
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

    private readonly int _fd;
    private readonly uint _type;
    private readonly OwnedFd? _terminal;
    private bool _noWaitRefused;

    /// <summary>A writer to <paramref name="fd"/>, one of 0–2.</summary>
    /// <param name="fd">Borrowed, never closed.</param>
    public NonBlockingWriter(int fd)
    {
        _fd = fd;
        _type = StandardDescriptors.DescriptorType(fd, out _);
        if (_type == Libc.S_IFCHR && Terminal.Is(fd))
        {
            _terminal = Reopen(fd);
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

    /// <summary>Closes what the writer opened for itself.</summary>
    public void Dispose() => _terminal?.Dispose();

    private nint Write(byte* start, nuint length) => _type switch
    {
        // 0: the type could not be told (a filter may deny statx); what a pipe takes is right for everything.
        Libc.S_IFIFO or 0 => WritePipe(start, length),
        Libc.S_IFSOCK => Libc.send(_fd, start, length, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL),
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

        return HasRoom() ? Libc.write(_fd, start, length) : -1;
    }

    private nint WriteDevice(byte* start, nuint length) =>
        _terminal is not null ? Libc.write(_terminal.Number, start, length) : WriteByByte(start, length);

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
        return Libc.poll(&poll, 1, 0) > 0;
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
