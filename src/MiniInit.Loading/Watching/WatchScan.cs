using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Files;
using MiniInit.Linux.Watching;

namespace MiniInit.Loading.Watching;

/// <summary>One look at where a configuration is, which puts a watch on all that can change it.</summary>
/// <remarks>
/// A folder is watched first and listed then: what is made in between is listed, or told, or both. Reading the
/// configuration comes after that, and so misses nothing that is not told later.
/// </remarks>
internal sealed class WatchScan
{
    private const FileEventKinds Kinds = FileEventKinds.Created | FileEventKinds.Deleted | FileEventKinds.MovedFrom
        | FileEventKinds.MovedTo | FileEventKinds.Written | FileEventKinds.Attributes;

    private const FileEventKinds OfFolders = Kinds | FileEventKinds.DeletedSelf | FileEventKinds.MovedSelf;

    private readonly Inotify _inotify;
    private readonly PathTrail _trail;
    private int _places;
    private int _entries;

    private WatchScan(Inotify inotify)
    {
        _inotify = inotify;
        _trail = new PathTrail(inotify, Kinds);
    }

    /// <summary>What could not be watched, the first of all, and why.</summary>
    public (string Path, Errno Errno)? Trouble { get; private set; }

    /// <summary>True when there are more folders and links than are watched.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What is watched now, by the numbers of the watches.</summary>
    public Dictionary<int, WatchedFolder> Watched { get; } = [];

    /// <summary>Looks.</summary>
    public static WatchScan Run(Inotify inotify, SearchPath search)
    {
        WatchScan scan = new(inotify);
        foreach (string path in search.Paths)
        {
            scan.Add(path);
        }

        foreach (WatchPoint point in scan._trail.Points)
        {
            WatchedFolder folder = scan.At(point.Watch, null);
            if (point.Name is not null)
            {
                folder.Add(point.Name);
            }
        }

        return scan;
    }

    private void Add(string path)
    {
        TrailEnd end = Follow(path);
        if (end.Path is null || !end.IsFolder)
        {
            return;
        }

        string jobs = end.Path;
        if (Follow(PathTrail.Below(jobs, SearchPath.MainFile)).Path is not null)
        {
            TrailEnd below = Follow(PathTrail.Below(jobs, SearchPath.JobFolder));
            if (!below.IsFolder)
            {
                return;
            }

            jobs = below.Path!;
        }

        AddFolder(jobs, jobs, 0);
    }

    /// <summary>Follows a path; what cannot be watched on the way is noted with it.</summary>
    private TrailEnd Follow(string path)
    {
        Errno before = _trail.Trouble;
        TrailEnd end = _trail.Follow(path);
        if (_trail.Trouble != before)
        {
            Trouble ??= (path, _trail.Trouble);
        }

        return end;
    }

    private void AddFolder(string path, string root, int depth)
    {
        if (depth > FileLimits.Depth || !TryTakePlace())
        {
            return;
        }

        Errno errno = _inotify.AddFolder(path, OfFolders, out int watch);
        if (errno != Errno.None)
        {
            Trouble ??= errno is Errno.ENOENT or Errno.ENOTDIR ? null : (path, errno);
            return;
        }

        WatchedFolder folder = At(watch, path);
        if (folder.HoldsJobs)
        {
            return; // a link led back to it
        }

        folder.HoldsJobs = true;
        foreach ((string name, EntryKind kind) in Entries(path))
        {
            AddEntry(PathTrail.Below(path, name), kind, root, depth);
        }
    }

    private void AddEntry(string path, EntryKind kind, string root, int depth)
    {
        if (kind == EntryKind.Folder)
        {
            AddFolder(path, root, depth + 1);
            return;
        }

        bool isToml = path.EndsWith(".toml", StringComparison.Ordinal);
        if ((!isToml && !FileRead.IsFolder(path)) || !TryTakePlace())
        {
            return; // a link to README, say
        }

        TrailEnd end = Follow(path);
        if (!isToml && end.IsFolder && (end.Path + "/").StartsWith(root + "/", StringComparison.Ordinal))
        {
            AddFolder(end.Path!, root, depth + 1);
        }
    }

    /// <summary>The names that may be folders, or links to folders or to job files.</summary>
    private List<(string Name, EntryKind Kind)> Entries(string path)
    {
        List<(string, EntryKind)> found = [];
        using var listing = DirectoryListing.TryOpen(path);
        while (listing is not null && listing.TryNext(out ReadOnlySpan<byte> name) && ++_entries <= FileLimits.Entries)
        {
            bool isToml = name.EndsWith(".toml"u8);
            bool matters = listing.Kind switch
            {
                EntryKind.Folder => !isToml,
                EntryKind.Link or EntryKind.Unknown => true,
                EntryKind.Other => false,
                _ => throw new InvalidOperationException($"there is no {listing.Kind}"),
            };
            if (matters && name[0] != (byte)'.')
            {
                found.Add((Encoding.UTF8.GetString(name), listing.Kind));
            }
        }

        return found;
    }

    private bool TryTakePlace()
    {
        IsCut |= ++_places > ConfigurationWatchLimits.Places;
        return !IsCut;
    }

    private WatchedFolder At(int watch, string? path)
    {
        if (!Watched.TryGetValue(watch, out WatchedFolder? folder))
        {
            Watched.Add(watch, folder = new WatchedFolder { Path = path });
        }

        return folder;
    }
}
