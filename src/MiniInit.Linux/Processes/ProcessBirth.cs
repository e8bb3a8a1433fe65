using System;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Processes;

/// <summary>What the kernel numbers processes by, without end and without asking /proc: the inode of a pidfd, pidfs (Linux 6.9).</summary>
internal readonly unsafe ref struct ProcessBirth
{
    /// <summary>Whether the kernel tells. Before 6.9 all pidfds have one inode, and filters may refuse them.</summary>
    internal static readonly bool AreKnown = Probe();

    /// <summary>Whether it also tells who the parent is, which costs a fifth of what /proc/PID/status does.</summary>
    internal static readonly bool AreParentsKnown = AreKnown && ProbeParent();

    /// <summary>Whether those that began later have larger numbers. From 7.0 on each processor hands out some of its own.</summary>
    internal static readonly bool AreInOrder = !AreKnown || Environment.OSVersion.Version.Major < 7;

    private readonly int _fd;

    /// <summary>Asks for a process.</summary>
    /// <param name="pid">Its number, also that of a zombie.</param>
    internal ProcessBirth(int pid)
    {
        _fd = PidFd.Open(pid, out _);
        if (_fd >= 0 && FileStatus.TryGet(_fd, out FileStatus status) == Errno.None)
        {
            (Number, IsFound) = (status.Inode, true);
        }
    }

    /// <summary>Whether there is one.</summary>
    internal bool IsFound { get; }

    /// <summary>Which one it is. <see cref="AreInOrder"/> tells whether it is larger for those that began later.</summary>
    internal ulong Number { get; }

    /// <summary>Whether it has ended, all of its threads, and perhaps is gone.</summary>
    internal bool HasEnded => PidFd.IsReadable(_fd);

    /// <summary>Its parent, in our namespace, by PIDFD_GET_INFO (Linux 6.13); false where the kernel does not tell, or it is gone.</summary>
    internal bool TryGetParent(out int parent)
    {
        Libc.pidfd_info info = default;
        bool isTold = AreParentsKnown && TryGetInfo(out info);
        parent = isTold ? (int)info.ppid : 0;
        return isTold;
    }

    /// <summary>Closes the descriptor.</summary>
    public void Dispose()
    {
        if (_fd >= 0)
        {
            _ = Libc.close(_fd);
        }
    }

    private static bool ProbeParent()
    {
        using var own = new ProcessBirth(CurrentProcess.Id);
        return own.TryGetInfo(out Libc.pidfd_info info) && (int)info.pid == CurrentProcess.Id;
    }

    private bool TryGetInfo(out Libc.pidfd_info info)
    {
        Libc.pidfd_info told = default;
        bool isTold = Libc.ioctl(_fd, Libc.PIDFD_GET_INFO, &told) == 0;
        info = told;
        return isTold;
    }

    private static bool Probe()
    {
        using var own = new ProcessBirth(CurrentProcess.Id);
        long* kind = stackalloc long[Libc.SizeOfStatfs / sizeof(long)];
        return own.IsFound && Libc.fstatfs(own._fd, kind) == 0 && kind[0] == Libc.PID_FS_MAGIC;
    }
}
