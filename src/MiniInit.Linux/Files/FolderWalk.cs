using System;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Goes through a job folder and the folders below it.</summary>
internal sealed class FolderWalk
{
    private readonly string _path;
    private readonly OpenedFolder _root;
    private readonly ReadContext _context;
    private readonly List<FoundFile> _found = [];
    private readonly List<UnixName> _names = []; // of the folders from the root to where we are
    private readonly List<(ulong Device, ulong Inode)> _enclosing = [];

    /// <summary>Begins in a folder.</summary>
    /// <param name="path">Its name, without a slash at the end.</param>
    /// <param name="root">The folder.</param>
    /// <param name="context">Trust and budget.</param>
    public FolderWalk(string path, OpenedFolder root, ReadContext context)
    {
        _path = path;
        _root = root;
        _context = context;
    }

    /// <summary>Finds all there is.</summary>
    /// <param name="cause">Why the folder itself cannot be listed.</param>
    public IReadOnlyList<FoundFile> Run(out string? cause)
    {
        cause = List(_root, "");
        _found.Sort((one, other) => string.CompareOrdinal(one.RelativeName, other.RelativeName));
        return _found;
    }

    private string? List(OpenedFolder folder, string prefix)
    {
        List<UnixName>? names = FolderNames.TryRead(folder, _context.Budget, out string? cause);
        _enclosing.Add((folder.Status.Device, folder.Status.Inode));
        foreach (UnixName name in names ?? [])
        {
            Look(folder, name, prefix);
        }

        _enclosing.RemoveAt(_enclosing.Count - 1);
        return cause;
    }

    private void Look(OpenedFolder folder, UnixName name, string prefix)
    {
        Errno errno = FileStatus.TryGet(folder.Fd.Number, name, follow: false, out FileStatus status);
        bool isFolder = status.IsFolder || (status.IsLink && LeadsToFolder(folder, name));
        if (errno == Errno.ENOENT || (!name.IsToml && !isFolder))
        {
            return;
        }

        string relativeName = prefix + name.Text + (name.IsToml ? "" : "/");
        var found = new FoundFile($"{_path}/{prefix}{name.Text}", relativeName);
        if (errno != Errno.None)
        {
            Add(found with { Refusal = Refusals.CannotOpen(found.Path, errno) });
        }
        else if (!name.IsUtf8)
        {
            Add(found with { Refusal = Refusals.Say("use", found.Path, "the name is not UTF-8; rename it") });
        }
        else if (status.IsLink)
        {
            Follow(found, folder, name);
        }
        else
        {
            _ = TryTake(found, folder, name, name);
        }
    }

    /// <summary>
    /// Whether a link whose name does not end in .toml may lead to jobs. Only a look: what the link leads to is not
    /// opened in this way, and a link to a file, say README, is nobody's business wherever it leads.
    /// </summary>
    private static bool LeadsToFolder(OpenedFolder folder, UnixName name) =>
        FileStatus.TryGet(folder.Fd.Number, name, follow: true, out FileStatus status) == Errno.None && status.IsFolder;

    private void Follow(FoundFile found, OpenedFolder folder, UnixName name)
    {
        for (int attempt = 0; attempt < FileLimits.LinkAttempts; attempt++)
        {
            using var walk = new LinkWalk(_path, _root, _context.Rules);
            bool arrived = walk.TryFollow([.. _names, name]);
            if (walk.Cause is not null)
            {
                Add(found with { Refusal = Refusals.Say("use", found.Path, walk.Cause) });
                return;
            }

            FoundFile doubted = found;
            if (arrived && !_context.Accepts(ref doubted, walk.Doubt))
            {
                Add(doubted);
                return;
            }

            if (arrived && TryTake(doubted, walk.Folder, walk.Name, name))
            {
                return;
            }
        }

        if (FileStatus.TryGet(folder.Fd.Number, name, follow: false, out _) == Errno.None)
        {
            const string Cause = "its link leads to what does not exist; remove the link or make what it leads to";
            Add(found with { Refusal = Refusals.Say("open", found.Path, Cause) });
        }
    }

    /// <summary>Reads a file, or enters a folder.</summary>
    /// <param name="found">What it is called.</param>
    /// <param name="folder">The folder where it is.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="shownName">Its name where it was found, which says what it should be.</param>
    /// <returns>False when it is not there.</returns>
    private bool TryTake(FoundFile found, OpenedFolder folder, UnixName name, UnixName shownName)
    {
        if (!shownName.IsToml)
        {
            return TryEnter(found, folder, name, shownName);
        }

        FoundFile? file = RegularFile.Read(found, folder, name, _context);
        if (file is not null)
        {
            Add(file);
        }

        return file is not null;
    }

    private bool TryEnter(FoundFile found, OpenedFolder parent, UnixName name, UnixName shownName)
    {
        using OpenedFolder? folder = OpenedFolder.TryOpen(
            parent.Fd.Number, name, Libc.O_NOFOLLOW, _context.Rules, out Errno errno);
        if (folder is null)
        {
            if (errno != Errno.ENOENT)
            {
                Add(found with { Refusal = Refusals.CannotOpen(found.Path, errno) });
            }

            return errno != Errno.ENOENT;
        }

        found = found with { Mode = folder.Status.Mode, OwnerUid = folder.Status.UserId };
        string? cause = null;
        if (_context.Accepts(ref found, folder.Doubt))
        {
            cause = WhyNotDeeper(folder);
            if (cause is null)
            {
                _names.Add(shownName);
                cause = List(folder, found.RelativeName);
                _names.RemoveAt(_names.Count - 1);
            }
        }

        found = cause is null ? found : found with { Refusal = Refusals.Say("read", found.Path, cause) };
        if (found.Refusal is not null || found.Doubt is not null)
        {
            Add(found);
        }

        return true;
    }

    private string? WhyNotDeeper(OpenedFolder folder)
    {
        if (_enclosing.Contains((folder.Status.Device, folder.Status.Inode)))
        {
            return "its link leads back to a folder that it lies in; remove the link";
        }

        return _names.Count == FileLimits.Depth
            ? $"it lies more than {FileLimits.Depth} folders deep; move it up, or out of the job folder"
            : null;
    }

    private void Add(FoundFile file) => _found.Add(file);
}
