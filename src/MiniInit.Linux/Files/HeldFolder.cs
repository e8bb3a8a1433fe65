using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>A folder that is ours as long as we live, among those who hold it likewise: flock(2).</summary>
public sealed class HeldFolder : IDisposable
{
    private HeldFolder(OwnedFd fd) => Fd = fd;

    /// <summary>The descriptor that holds it.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Takes over the one of who was this process before an exec.</summary>
    /// <param name="fd">The descriptor; owned from now on.</param>
    public static HeldFolder Adopt(int fd) => new(new OwnedFd(fd));

    /// <summary>Makes the folder, and those on the way to it, and holds it.</summary>
    /// <param name="path">Where, absolute.</param>
    /// <param name="errno">Why it is not held: EAGAIN where another has it.</param>
    public static HeldFolder? TryHold(string path, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(path);
        errno = Errno.ENOENT;
        using var folder = WritableFolder.TryOpen(path + "/", out _, out _);

        // Once more, since what was only passed cannot be locked.
        OwnedFd? fd = folder is null ? null : OpenedFile.TryOpen(folder.Number, UnixName.Here, Libc.O_DIRECTORY, out errno);
        if (fd is null)
        {
            return null;
        }

        errno = Libc.flock(fd.Number, Libc.LOCK_EX | Libc.LOCK_NB) == 0 ? Errno.None : Errors.Last;
        if (errno == Errno.None)
        {
            return new HeldFolder(fd);
        }

        fd.Dispose();
        return null;
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => Fd.Dispose();
}
