using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>A folder that is open, and whether it is to be trusted, which is asked of what is open.</summary>
internal sealed class OpenedFolder : IDisposable
{
    private OpenedFolder(OwnedFd fd, FileStatus status, TrustRules rules)
    {
        Fd = fd;
        Status = status;
        Doubt = rules.DoubtOfFolder(status, fd, out bool isShared);
        IsShared = isShared;
    }

    public OwnedFd Fd { get; }

    public FileStatus Status { get; }

    /// <summary>Why it is not to be trusted, and what to do about it.</summary>
    public string? Doubt { get; }

    /// <summary>Whether others may add names, though they cannot replace any.</summary>
    public bool IsShared { get; }

    /// <summary>Opens a folder.</summary>
    /// <param name="parent">An open folder, or AT_FDCWD.</param>
    /// <param name="name">A name there, or a path.</param>
    /// <param name="flags">Further flags: O_NOFOLLOW for what was listed, O_PATH for what is only passed.</param>
    /// <param name="rules">Whom to trust.</param>
    /// <param name="errno">Why it is not open.</param>
    public static OpenedFolder? TryOpen(int parent, UnixName name, int flags, TrustRules rules, out Errno errno)
    {
        OwnedFd? fd = OpenedFile.TryOpen(parent, name, flags | Libc.O_DIRECTORY, out errno);
        if (fd is null)
        {
            return null;
        }

        errno = FileStatus.TryGet(fd, out FileStatus status);
        if (errno == Errno.None)
        {
            return new OpenedFolder(fd, status, rules);
        }

        fd.Dispose();
        return null;
    }

    public void Dispose() => Fd.Dispose();
}
