using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Changes of names in folders. Each answers <see cref="Errno.None"/> or why not; a link is changed itself, never followed.</summary>
public static unsafe class PathChanges
{
    private const uint FolderMode = 0b111_101_101;

    /// <summary>Whether there is anything of that name.</summary>
    /// <param name="path">The name.</param>
    public static bool Exists(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return UnixName.From(path) is { } name
            && FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out _) != Errno.ENOENT;
    }

    /// <summary>Gives a file another name, rename(2); what had that name is gone.</summary>
    /// <param name="path">The name it has.</param>
    /// <param name="newPath">The name it gets, in the same file system.</param>
    public static Errno Rename(string path, string newPath)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(newPath);
        if (UnixName.From(path) is not { } from || UnixName.From(newPath) is not { } to)
        {
            return Errno.EINVAL;
        }

        fixed (byte* old = from.Terminated, changed = to.Terminated)
        {
            return Libc.renameat(Libc.AT_FDCWD, old, Libc.AT_FDCWD, changed) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>Removes a name, unlink(2); not that of a folder.</summary>
    /// <param name="path">The name.</param>
    public static Errno Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (UnixName.From(path) is not { } name)
        {
            return Errno.EINVAL;
        }

        fixed (byte* pointer = name.Terminated)
        {
            return Libc.unlinkat(Libc.AT_FDCWD, pointer, 0) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>Makes the folders on the way to a file that are missing, mode 0755 less the umask.</summary>
    /// <param name="path">The path of the file; its last part is not made.</param>
    public static Errno MakeFoldersOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Errno errno = Errno.None;
        for (int slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (UnixName.From(path[..slash]) is not { } folder)
            {
                return Errno.EINVAL;
            }

            fixed (byte* pointer = folder.Terminated)
            {
                errno = Libc.mkdirat(Libc.AT_FDCWD, pointer, FolderMode) == 0 ? Errno.None : Errors.Last;
            }

            // There already, or not ours to make (a read-only root, a folder above that we may not write to): what
            // comes below may still be fine.
            if (errno is not (Errno.None or Errno.EEXIST or Errno.EACCES or Errno.EPERM or Errno.EROFS))
            {
                return errno;
            }
        }

        return errno == Errno.EEXIST ? Errno.None : errno;
    }
}
