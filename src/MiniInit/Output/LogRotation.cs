using System;
using MiniInit.Linux;
using MiniInit.Linux.Files;

namespace MiniInit.Output;

/// <summary>Makes room for a new log file: <c>web.log</c> becomes <c>web.log.1</c>, that <c>web.log.2</c>, and so on.</summary>
internal static class LogRotation
{
    /// <summary>Rotates.</summary>
    /// <param name="path">The log file.</param>
    /// <param name="keep">How many rotated files are kept; those beyond are removed, one each time.</param>
    /// <param name="reason">Why not.</param>
    /// <returns>The new file; null when the old one is still to be written to, whatever its name is then.</returns>
    /// <remarks>
    /// The new file is made first and gets its name last. So a full or read-only file system, or a folder that is not
    /// ours, is noticed before anything is renamed.
    /// </remarks>
    public static AppendedFile? TryRotate(string path, int keep, out string reason)
    {
        using var folder = WritableFolder.TryOpen(path, out string name, out reason);
        if (folder is null)
        {
            return null;
        }

        string made = name + ".new";
        AppendedFile? file = AppendedFile.TryOpen(folder, made, mustBeNew: true, out reason, out Errno errno);
        if (file is null && (errno is Errno.EEXIST or Errno.None))
        {
            // Of a rotation that was cut short, or put there by somebody else: the name is ours.
            _ = folder.Remove(made);
            file = AppendedFile.TryOpen(folder, made, mustBeNew: true, out reason, out _);
        }

        if (file is null)
        {
            return null;
        }

        errno = Shift(folder, name, keep);
        errno = errno == Errno.None ? folder.Rename(made, name) : errno;
        if (errno == Errno.None)
        {
            return file;
        }

        reason = Errors.Describe(errno);
        file.Dispose();
        _ = folder.Remove(made);
        return null;
    }

    private static Errno Shift(WritableFolder folder, string name, int keep)
    {
        Errno errno = keep == 0 ? folder.Remove(name) : Errno.None;

        // Those behind the first free number stay: of many that may be kept, few are there.
        int free = Math.Min(1, keep);
        while (free < keep && folder.Has($"{name}.{free}"))
        {
            free++;
        }

        for (int number = free; number >= 1 && (errno is Errno.None or Errno.ENOENT); number--)
        {
            errno = folder.Rename(number == 1 ? name : $"{name}.{number - 1}", $"{name}.{number}");
        }

        return errno == Errno.ENOENT ? Errno.None : errno;
    }
}
