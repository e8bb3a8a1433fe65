using System;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Reads a regular file, whoever may have written it, and never waits for anything else.</summary>
public static class PlainFile
{
    /// <summary>Reads a file as a process with some root directory sees it.</summary>
    /// <param name="root">The root directory, absolute: no link leads out of it. Null is our own.</param>
    /// <param name="path">The file, absolute as seen from the root.</param>
    /// <param name="maxLength">More bytes than this are a failure.</param>
    /// <param name="cause">Why it cannot be read, as behind a colon; null also where there is no such file.</param>
    /// <returns>Its bytes, or null.</returns>
    public static byte[]? TryRead(string? root, string path, int maxLength, out string? cause) =>
        TryRead(root, path, follow: true, maxLength, out cause);

    /// <summary>As <see cref="TryRead(string?, string, int, out string?)"/>, but what stands at the path may not be a link.</summary>
    /// <param name="root">The root directory, absolute: no link leads out of it. Null is our own.</param>
    /// <param name="path">The file, absolute as seen from the root.</param>
    /// <param name="maxLength">More bytes than this are a failure.</param>
    /// <param name="cause">Why it cannot be read, as behind a colon; null also where there is no such file.</param>
    /// <returns>Its bytes, or null.</returns>
    public static byte[]? TryReadUnlinked(string? root, string path, int maxLength, out string? cause) =>
        TryRead(root, path, follow: false, maxLength, out cause);

    private static byte[]? TryRead(string? root, string path, bool follow, int maxLength, out string? cause)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (UnixName.From(path) is not { } name)
        {
            cause = "a path cannot hold a NUL character";
            return null;
        }

        if (root is null)
        {
            return TryRead(Libc.AT_FDCWD, name, follow, maxLength, out cause);
        }

        using OpenedFolder? folder = TryOpenRoot(root, out cause);
        if (folder is null)
        {
            return null;
        }

        using var walk = new LinkWalk(null, folder, TrustRules.Current);
        bool arrived = walk.TryFollow(Parts(name));
        cause = walk.Cause;
        return arrived ? TryRead(walk.Folder.Fd.Number, walk.Name, follow: false, maxLength, out cause) : null;
    }

    /// <summary>Whether something is at a path as a process with some root directory sees it.</summary>
    /// <param name="root">The root directory, absolute; null is our own.</param>
    /// <param name="path">Absolute as seen from the root.</param>
    public static bool Exists(string? root, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (UnixName.From(path) is not { } name)
        {
            return false;
        }

        if (root is null)
        {
            return FileStatus.TryGet(Libc.AT_FDCWD, name, follow: true, out _) == Errno.None;
        }

        using OpenedFolder? folder = TryOpenRoot(root, out _);
        if (folder is null)
        {
            return false;
        }

        using var walk = new LinkWalk(null, folder, TrustRules.Current);
        return walk.TryFollow(Parts(name))
            && FileStatus.TryGet(walk.Folder.Fd.Number, walk.Name, follow: false, out _) == Errno.None;
    }

    private static OpenedFolder? TryOpenRoot(string root, out string? cause)
    {
        Errno errno = Errno.EINVAL;
        OpenedFolder? folder = UnixName.From(root) is { } name
            ? OpenedFolder.TryOpen(Libc.AT_FDCWD, name, Libc.O_PATH, TrustRules.Current, out errno)
            : null;
        cause = folder is null ? $"that folder cannot be opened: {Errors.DescribeCause(errno)}" : null;
        return folder;
    }

    internal static List<UnixName> Parts(UnixName path)
    {
        var parts = new List<UnixName>();
        foreach (Range part in path.Bytes.Split((byte)'/'))
        {
            parts.Add(new UnixName(path.Bytes[part]));
        }

        return parts;
    }

    private static byte[]? TryRead(int folder, UnixName name, bool follow, int maxLength, out string? cause)
    {
        // Before it is opened: that alone can start a watchdog or rewind a tape.
        Errno errno = FileStatus.TryGet(folder, name, follow, out FileStatus status);
        OwnedFd? opened = errno == Errno.None && status.IsFile
            ? OpenedFile.TryOpen(folder, name, follow ? 0 : Libc.O_NOFOLLOW, out errno)
            : null;
        using (opened)
        {
            if (opened is not null)
            {
                errno = FileStatus.TryGet(opened, out status); // of what is open: another file may have taken the name
            }

            if (errno != Errno.None)
            {
                cause = errno is Errno.ENOENT or Errno.ENOTDIR ? null : Errors.DescribeCause(errno);
                return null;
            }

            if (opened is null || !status.IsFile)
            {
                cause = $"it is {status.Kind}, not a regular file";
                return null;
            }

            return TryRead(opened, status.Size, maxLength, out cause);
        }
    }

    private static byte[]? TryRead(OwnedFd opened, long size, int maxLength, out string? cause)
    {
        byte[]? content = null;
        Errno errno = Errno.E2BIG;
        if (size <= maxLength)
        {
            // One byte more than it is said to have, so that its end is seen without more memory.
            content = BoundedFile.TryRead(opened, (int)Math.Max(size, 0) + 1, maxLength, out errno);
        }

        cause = content is not null ? null
            : errno == Errno.E2BIG ? $"it has more than {ReadBudget.Size(maxLength)}"
            : Errors.DescribeCause(errno);
        return content;
    }
}
