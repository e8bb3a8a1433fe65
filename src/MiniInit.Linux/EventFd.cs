using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>A counter that wakes the event loop from a signal handler, eventfd(2).</summary>
public sealed unsafe class EventFd : IDisposable
{
    /// <summary>Makes one at zero.</summary>
    /// <exception cref="SyscallException">EMFILE, ENFILE, ENOMEM.</exception>
    public EventFd()
    {
        int fd = Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK);
        Fd = fd >= 0 ? new OwnedFd(fd) : throw SyscallException.FromLast("eventfd");
    }

    /// <summary>The descriptor, readable while the count is above zero.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Takes the count and sets it to zero.</summary>
    public ulong Take()
    {
        ulong count;
        return Libc.read(Fd.Number, &count, sizeof(ulong)) == sizeof(ulong) ? count : 0;
    }

    /// <inheritdoc/>
    public void Dispose() => Fd.Dispose();
}
