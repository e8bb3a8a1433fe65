using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Notify;

/// <summary>What is known of a job by its pipe of readiness.</summary>
public enum ReadyNews
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>It wrote a line end: it is ready.</summary>
    Ready,

    /// <summary>It closed the pipe without one, or writes on and on: it will not say so any more.</summary>
    Never,
}

/// <summary>The pipe of <c>READY_FD</c>: a job is ready when it writes a line end, as under s6.</summary>
/// <remarks>Once there is news the pipe is of no more use: closed, it ends also what the job may still write.</remarks>
public sealed unsafe class ReadyPipe : IDisposable
{
    private const int ChunkBytes = 4096;
    private int _length;

    private ReadyPipe(OwnedFd read, OwnedFd write)
    {
        Fd = read;
        WriteEnd = write;
    }

    /// <summary>The descriptor, readable when there may be news.</summary>
    public OwnedFd Fd { get; }

    /// <summary>What the job gets; to be closed here when it was started, so that its own end is seen.</summary>
    public OwnedFd WriteEnd { get; }

    /// <summary>Makes a pipe. Both ends are close-on-exec, and only ours does not block.</summary>
    /// <exception cref="SyscallException">EMFILE, ENFILE.</exception>
    public static ReadyPipe Open()
    {
        int* ends = stackalloc int[2];
        if (Libc.pipe2(ends, Libc.O_CLOEXEC) < 0)
        {
            throw SyscallException.FromLast("pipe2");
        }

        _ = Libc.fcntl(ends[0], Libc.F_SETFL, Libc.O_NONBLOCK);
        return new ReadyPipe(new OwnedFd(ends[0]), new OwnedFd(ends[1]));
    }

    /// <summary>Takes over what was left of a pipe by who was this process before an exec: our end.</summary>
    /// <param name="fd">It; owned from now on.</param>
    public static ReadyPipe Adopt(int fd)
    {
        OwnedFd closed = new(fd);
        _ = closed.Release();
        return new ReadyPipe(new OwnedFd(fd), closed);
    }

    /// <summary>Takes a bounded part of what was written.</summary>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public ReadyNews Read()
    {
        byte* chunk = stackalloc byte[ChunkBytes];
        nint length = Retried.Read(Fd.Number, chunk, ChunkBytes);
        if (length < 0)
        {
            return Errors.Last == Errno.EAGAIN ? ReadyNews.None : throw SyscallException.FromLast("read");
        }

        _length += (int)length;
        return new ReadOnlySpan<byte>(chunk, (int)length).Contains((byte)'\n') ? ReadyNews.Ready
            : length == 0 || _length > NotifySocketLimits.ReadyBytes ? ReadyNews.Never
            : ReadyNews.None;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Fd.Dispose();
        WriteEnd.Dispose();
    }
}
