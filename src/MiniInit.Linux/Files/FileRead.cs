using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Reads a single file that a user named, through links if there are any.</summary>
public static class FileRead
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="trust">What becomes of a file that a stranger may have written.</param>
    /// <param name="budget">How much may be read; all of one loading share one.</param>
    /// <returns>The file with its text or a refusal; null for none, which the caller judges.</returns>
    public static FoundFile? Read(string path, FileTrust trust, ReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(budget);
        return Read(path, new ReadContext(trust, TrustRules.Current, budget));
    }

    /// <summary>True when a folder is at the path, also through links.</summary>
    /// <param name="path">Any path.</param>
    public static bool IsFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return UnixName.From(path) is { } name
            && FileStatus.TryGet(Libc.AT_FDCWD, name, follow: true, out FileStatus status) == Errno.None
            && status.IsFolder;
    }

    /// <summary>True when something is at the path, also through links. A name too long, or not to be looked at, is not there.</summary>
    /// <param name="path">Any path.</param>
    public static bool Exists(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return UnixName.From(path) is { } name
            && FileStatus.TryGet(Libc.AT_FDCWD, name, follow: true, out _) == Errno.None;
    }

    internal static FoundFile? Read(string path, ReadContext context)
    {
        var name = UnixName.From(path);
        var found = new FoundFile(path, path[(path.LastIndexOf('/') + 1)..]);
        if (name is null)
        {
            return found with { Refusal = NamedPath.WhyNotOpen(path, name, Errno.EINVAL) };
        }

        FoundFile? file = RegularFile.Read(found, name, context);
        return file is null && NamedPath.IsDeadLink(name)
            ? found with { Refusal = NamedPath.WhyNotOpen(path, name, Errno.ENOENT) }
            : file;
    }
}
