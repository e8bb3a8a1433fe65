using System;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux;

/// <summary>A descriptor that stands for one process and never for a later one of the same pid, pidfd_open(2).</summary>
public sealed class PidFd : IDisposable
{
    private PidFd(OwnedFd fd, int pid)
    {
        Fd = fd;
        Pid = pid;
    }

    /// <summary>The descriptor, readable once the process has ended.</summary>
    public OwnedFd Fd { get; }

    /// <summary>The process id it was opened with.</summary>
    public int Pid { get; }

    /// <summary>Whether the process has ended, all of its threads, be it reaped or not.</summary>
    public bool HasEnded => IsReadable(Fd.Number);

    /// <summary>Opens one for <paramref name="pid"/>.</summary>
    /// <param name="pid">A process id.</param>
    /// <param name="errno">Why there is none: ESRCH, or a kernel or filter that does not know the call.</param>
    /// <returns>The descriptor, or null.</returns>
    public static PidFd? TryOpen(int pid, out Errno errno)
    {
        int fd = Open(pid, out errno);
        return fd >= 0 ? new PidFd(new OwnedFd(fd), pid) : null;
    }

    /// <summary>The same without an object: the descriptor, or -1.</summary>
    internal static int Open(int pid, out Errno errno)
    {
        int fd;
        do
        {
            fd = (int)Libc.syscall(Libc.SYS_pidfd_open, pid, 0, 0, 0, 0);
            errno = fd >= 0 ? Errno.None : Errors.Last;
        }
        while (fd < 0 && SpareDescriptors.TryGiveUp(errno));
        return fd;
    }

    /// <summary>What tells that the process of a pidfd has ended, pidfd_open(2).</summary>
    internal static unsafe bool IsReadable(int fd)
    {
        Libc.pollfd one = new() { fd = fd, events = Libc.POLLIN };
        return Libc.poll(&one, 1, 0) > 0;
    }

    /// <summary>Takes a descriptor over that others made: clone(2), or who was this process before an exec; null for -1.</summary>
    /// <param name="fd">A pidfd, or -1: what a kernel without CLONE_PIDFD leaves.</param>
    /// <param name="pid">The process it stands for.</param>
    public static PidFd? Adopt(int fd, int pid) => fd >= 0 ? new PidFd(new OwnedFd(fd), pid) : null;

    /// <inheritdoc/>
    public void Dispose() => Fd.Dispose();
}
