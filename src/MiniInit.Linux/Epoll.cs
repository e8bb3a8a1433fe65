using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>What a descriptor is watched for, and what became of it.</summary>
[Flags]
public enum Readiness
{
    /// <summary>Nothing but errors and hang-ups, which are always told.</summary>
    None = 0,

    /// <summary>There is something to read, or a connection to accept.</summary>
    Readable = (int)Libc.EPOLLIN,

    /// <summary>There is room to write.</summary>
    Writable = (int)Libc.EPOLLOUT,

    /// <summary>An error is pending on the descriptor.</summary>
    Error = (int)Libc.EPOLLERR,

    /// <summary>The other end is closed.</summary>
    HungUp = (int)Libc.EPOLLHUP,
}

/// <summary>One ready descriptor.</summary>
/// <param name="Token">What it was added with.</param>
/// <param name="Readiness">Why it is ready.</param>
public readonly record struct ReadyEvent(ulong Token, Readiness Readiness);

/// <summary>The set of descriptors that the one thread waits on, epoll(7), level-triggered.</summary>
public sealed unsafe class Epoll : IDisposable
{
    private const int BatchSize = 32;
    private readonly OwnedFd _fd;

    /// <summary>Makes an empty set.</summary>
    /// <exception cref="SyscallException">EMFILE, ENFILE, ENOMEM.</exception>
    public Epoll()
    {
        int fd = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
        _fd = fd >= 0 ? new OwnedFd(fd) : throw SyscallException.FromLast("epoll_create1");
    }

    /// <summary>Watches <paramref name="fd"/>.</summary>
    /// <param name="fd">A descriptor that can be polled; EPERM for a plain file.</param>
    /// <param name="readiness">What to wait for.</param>
    /// <param name="token">Comes back with each event.</param>
    /// <exception cref="SyscallException">It cannot be watched.</exception>
    public void Add(OwnedFd fd, Readiness readiness, ulong token)
    {
        ArgumentNullException.ThrowIfNull(fd);
        Control(Libc.EPOLL_CTL_ADD, fd, readiness == Readiness.None ? Libc.EPOLLET : (uint)readiness, token);
    }

    /// <summary>Watches <paramref name="fd"/> for something else; unlike adding it again, that needs no memory.</summary>
    /// <param name="fd">A descriptor that was added.</param>
    /// <param name="readiness">What to wait for; <see cref="Readiness.None"/> mutes it.</param>
    /// <param name="token">Comes back with each event.</param>
    /// <exception cref="SyscallException">It was never added.</exception>
    /// <remarks>
    /// Errors and hang-ups cannot be switched off. So a muted descriptor is watched edge-triggered: they are told once,
    /// and not again at every wait.
    /// </remarks>
    public void Change(OwnedFd fd, Readiness readiness, ulong token)
    {
        ArgumentNullException.ThrowIfNull(fd);
        Control(Libc.EPOLL_CTL_MOD, fd, readiness == Readiness.None ? Libc.EPOLLET : (uint)readiness, token);
    }

    /// <summary>Stops watching <paramref name="fd"/>.</summary>
    /// <param name="fd">A descriptor that was added.</param>
    public void Remove(OwnedFd fd)
    {
        ArgumentNullException.ThrowIfNull(fd);
        if (Libc.epoll_ctl(_fd.Number, Libc.EPOLL_CTL_DEL, fd.Number, null) < 0)
        {
            throw SyscallException.FromLast("epoll_ctl");
        }
    }

    /// <summary>Waits until a descriptor is ready or the time is over.</summary>
    /// <param name="into">Where to put the events; up to 32 are taken at a time.</param>
    /// <param name="timeoutMs">Milliseconds, 0 not to wait, -1 without end.</param>
    /// <returns>How many there are: 0 when the time is over or a signal handler ran, so that the caller looks again.</returns>
    /// <exception cref="SyscallException">The set is bad.</exception>
    public int Wait(Span<ReadyEvent> into, int timeoutMs)
    {
        int wanted = Math.Min(into.Length, BatchSize);
        byte* events = stackalloc byte[BatchSize * 16];
        int count = Libc.epoll_wait(_fd.Number, events, wanted, timeoutMs);
        if (count < 0)
        {
            return Errors.Last == Errno.EINTR ? 0 : throw SyscallException.FromLast("epoll_wait");
        }

        for (int i = 0; i < count; i++)
        {
            byte* one = events + (i * Libc.SizeOfEpollEvent);
            into[i] = new ReadyEvent(
                Unsafe.ReadUnaligned<ulong>(one + Libc.OffsetOfEpollData), (Readiness)Unsafe.ReadUnaligned<uint>(one));
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _fd.Dispose();

    private void Control(int operation, OwnedFd fd, uint events, ulong token)
    {
        byte* one = stackalloc byte[16];
        Unsafe.WriteUnaligned(one, events);
        Unsafe.WriteUnaligned(one + Libc.OffsetOfEpollData, token);
        if (Libc.epoll_ctl(_fd.Number, operation, fd.Number, one) < 0)
        {
            throw SyscallException.FromLast("epoll_ctl");
        }
    }
}
