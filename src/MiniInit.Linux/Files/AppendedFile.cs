using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>A regular file that is written to at its end, wherever others have put that meanwhile.</summary>
/// <remarks>
/// Writing to a regular file can make us wait as long as its file system pleases: seconds on a busy disk, for good on a
/// network file system whose server is gone. No flag of the kernel prevents that.
/// </remarks>
public sealed unsafe class AppendedFile : IDisposable
{
    private const int Flags = Libc.O_WRONLY | Libc.O_APPEND | Libc.O_CREAT;

    private const uint Mode = 0b110_100_000;
    private readonly OwnedFd _fd;
    private readonly FileStatus _status;

    private AppendedFile(OwnedFd fd, FileStatus status)
    {
        _fd = fd;
        _status = status;
    }

    /// <summary>How many bytes it had when it was opened.</summary>
    public long InitialSize => _status.Size;

    /// <summary>Opens a file, making it (mode 0640 less the umask) where there is none.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="file">Its name there, which is never followed as a link.</param>
    /// <param name="mustBeNew">Whether a file that is there is refused, with EEXIST.</param>
    /// <param name="reason">Why there is none: the kernel's words, or what is there instead.</param>
    /// <param name="errno">The kernel's answer; None where the reason is what kind of file is there.</param>
    /// <returns>The file, or null.</returns>
    public static AppendedFile? TryOpen(WritableFolder folder, string file, bool mustBeNew, out string reason, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(file);
        reason = Refusals.NulInPath;
        errno = Errno.EINVAL;
        if (UnixName.From(file) is not { } name)
        {
            return null;
        }

        // Before it is opened: that alone can start a watchdog or rewind a tape.
        errno = FileStatus.TryGet(folder.Number, name, follow: false, out FileStatus status);
        if (errno == Errno.None && !status.IsFile)
        {
            reason = NotRegular(status);
            return null;
        }

        OwnedFd? fd = OpenedFile.TryOpen(folder.Number, name, Flags | Libc.O_NOFOLLOW | (mustBeNew ? Libc.O_EXCL : 0), out errno, Mode);
        if (fd is null || (errno = FileStatus.TryGet(fd, out status)) != Errno.None)
        {
            reason = Errors.Describe(errno);
            fd?.Dispose();
            return null;
        }

        // Of what is open: another file may have taken the name.
        if (!status.IsFile)
        {
            reason = NotRegular(status);
            fd.Dispose();
            return null;
        }

        // It may be a second name of /etc/passwd.
        if (folder.IsShared && status.Links > 1)
        {
            reason = $"it has {status.Links} names (hard links), and others may have made this one";
            fd.Dispose();
            return null;
        }

        reason = "";
        return new AppendedFile(fd, status);
    }

    /// <summary>Whether this file is still the one of that name: not deleted, not renamed, nothing in its place.</summary>
    /// <param name="path">The name.</param>
    /// <param name="size">How many bytes it has now, in case others write to it or truncate it.</param>
    public bool Has(string path, out long size)
    {
        ArgumentNullException.ThrowIfNull(path);
        size = 0;
        if (UnixName.From(path) is not { } name
            || FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out FileStatus found) != Errno.None)
        {
            return false;
        }

        size = found.Size;
        return found.IsSame(_status);
    }

    /// <summary>Writes once.</summary>
    /// <param name="bytes">What to write; not empty.</param>
    /// <param name="errno">Why nothing was written: ENOSPC, EDQUOT, EFBIG, EIO.</param>
    /// <returns>How many bytes were written; fewer than all when the device is about to be full.</returns>
    public int Write(ReadOnlySpan<byte> bytes, out Errno errno)
    {
        fixed (byte* start = bytes)
        {
            nint written;
            do
            {
                written = Libc.write(_fd.Number, start, (nuint)bytes.Length);
                errno = written < 0 ? Errors.Last : Errno.None;
            }
            while (errno == Errno.EINTR);

            return (int)Math.Max(written, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fd.Dispose();

    private static string NotRegular(FileStatus status) => $"it is {status.Kind}, not a regular file";
}
