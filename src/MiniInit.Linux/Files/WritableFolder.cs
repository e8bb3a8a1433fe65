using System;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>The folder of a file that we write: open, so that all names in it are names in this one.</summary>
/// <remarks>
/// Whoever may change a folder on the way to a file chooses by a symbolic link where we write, with our rights. So links
/// count only where root or we have put them, and all that is done to names afterwards is done to those of the folder
/// that was found, whatever its path leads to by then. A link is changed itself, never followed.
/// </remarks>
public sealed class WritableFolder : IDisposable
{
    private readonly OpenedFolder _folder;

    private WritableFolder(OpenedFolder folder, bool isShared) => (_folder, IsShared) = (folder, isShared);

    /// <summary>Whether others may put names into it.</summary>
    public bool IsShared { get; }

    internal int Number => _folder.Fd.Number;

    /// <summary>Finds the folder of a file, and makes those that are missing on the way, mode 0755 less the umask.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="file">Its name in the folder.</param>
    /// <param name="reason">Why there is none.</param>
    public static WritableFolder? TryOpen(string path, out string file, out string reason)
    {
        ArgumentNullException.ThrowIfNull(path);
        int begin = path.LastIndexOf('/') + 1;
        (file, reason) = (path[begin..], Refusals.NulInPath);
        if (UnixName.From(path[..begin]) is not { } name)
        {
            return null;
        }

        var rules = TrustRules.Current;
        using OpenedFolder? root = OpenedFolder.TryOpen(Libc.AT_FDCWD, new UnixName("/"u8), Libc.O_PATH, rules, out Errno errno);
        if (root is null)
        {
            reason = Errors.Describe(errno);
            return null;
        }

        List<UnixName> parts = PlainFile.Parts(name);
        parts.Add(UnixName.Here);
        using var walk = new LinkWalk(null, root, rules) { IsForWriting = true, MostFolders = FileLimits.DepthOfLog };
        if (!walk.TryFollow(parts))
        {
            reason = walk.Cause ?? Errors.Describe(Errno.ENOENT);
            return null;
        }

        // Once more, since the walk closes what it has opened.
        OpenedFolder? folder = OpenedFolder.TryOpen(walk.Folder.Fd.Number, UnixName.Here, Libc.O_PATH, rules, out errno);
        reason = folder is null ? Errors.Describe(errno) : "";
        return folder is null ? null : new WritableFolder(folder, walk.Doubt is not null || folder.IsShared || folder.Doubt is not null);
    }

    /// <summary>Whether there is anything of that name.</summary>
    /// <param name="name">A name in the folder.</param>
    public bool Has(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return UnixName.From(name) is { } found && FileStatus.TryGet(Number, found, follow: false, out _) != Errno.ENOENT;
    }

    /// <summary>Gives a file another name, rename(2); what had that name is gone.</summary>
    /// <param name="name">The name it has.</param>
    /// <param name="newName">The name it gets.</param>
    public Errno Rename(string name, string newName)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(newName);
        return UnixName.From(name) is { } from && UnixName.From(newName) is { } to ? FolderChanges.Rename(Number, from, to) : Errno.EINVAL;
    }

    /// <summary>Removes a name, unlink(2); not that of a folder.</summary>
    /// <param name="name">The name.</param>
    public Errno Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return UnixName.From(name) is { } found ? FolderChanges.Remove(Number, found) : Errno.EINVAL;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
