using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Watching;

/// <summary>Follows a path part by part and puts watches where a change could make it lead elsewhere.</summary>
/// <remarks>
/// <para>The last name is watched for in its folder, and so is the first name that is missing. Folders and links on the
/// way are watched themselves only: nobody is woken by all else that happens in /tmp or /run.</para>
/// <para>Each watch is put before the look: what happens between the two is told, never missed.</para>
/// </remarks>
public sealed class PathTrail
{
    private const FileEventKinds Appearing = FileEventKinds.Created | FileEventKinds.MovedTo;
    private const FileEventKinds Leaving = FileEventKinds.DeletedSelf | FileEventKinds.MovedSelf;

    private readonly Inotify? _inotify;
    private readonly FileEventKinds _lastKinds;
    private readonly List<WatchPoint> _points = [];
    private readonly Stack<string> _pending = [];
    private int _links;

    /// <summary>Begins a trail without points.</summary>
    /// <param name="inotify">Where to put watches; null only to look.</param>
    /// <param name="lastKinds">What the last name is watched for.</param>
    public PathTrail(Inotify? inotify, FileEventKinds lastKinds)
    {
        _inotify = inotify;
        _lastKinds = lastKinds;
    }

    /// <summary>The watches so far, of all paths that were followed.</summary>
    public IReadOnlyList<WatchPoint> Points => _points;

    /// <summary>Why a name could not be watched, the first time that this happened.</summary>
    public Errno Trouble { get; private set; }

    /// <summary>Follows a path.</summary>
    /// <param name="path">An absolute path, or one from the current folder.</param>
    public TrailEnd Follow(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        _pending.Clear();
        _links = 0;
        Push(path);
        string folder = path.StartsWith('/') ? "/" : ".";
        while (_pending.TryPop(out string? name))
        {
            if (name == "..")
            {
                folder = Above(folder);
                continue;
            }

            switch (Look(folder, name))
            {
                case Part.Folder when _pending.Count > 0:
                    folder = Below(folder, name);
                    break;
                case Part.Folder:
                    return new TrailEnd(Below(folder, name), IsFolder: true);
                case Part.RelativeLink:
                    break;
                case Part.AbsoluteLink:
                    folder = "/";
                    break;
                case Part.File when _pending.Count == 0:
                    return new TrailEnd(Below(folder, name), IsFolder: false);
                case Part.File:
                case Part.Missing:
                default:
                    return TrailEnd.Nowhere;
            }
        }

        return new TrailEnd(folder, IsFolder: true);
    }

    /// <summary>A name in a folder.</summary>
    /// <param name="folder">A path.</param>
    /// <param name="name">A name.</param>
    public static string Below(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.EndsWith('/') ? folder + name : $"{folder}/{name}";
    }

    private static string Above(string folder) => folder switch
    {
        "/" => "/",
        "." => "..",
        _ when folder == ".." || folder.EndsWith("/..", StringComparison.Ordinal) => folder + "/..",
        _ when folder.LastIndexOf('/') is > 0 and int slash => folder[..slash],
        _ => "/",
    };

    private void Push(string path)
    {
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = names.Length - 1; i >= 0; i--)
        {
            if (names[i] != ".")
            {
                _pending.Push(names[i]);
            }
        }
    }

    /// <summary>What a name is, when a watch is where that would change.</summary>
    private Part Look(string folder, string name)
    {
        string path = Below(folder, name);
        bool isLast = _pending.Count == 0;
        bool isWatched = isLast;
        WatchName(folder, name, isLast ? _lastKinds : FileEventKinds.None);
        for (int attempt = 0; attempt < WatchLimits.Attempts; attempt++)
        {
            Part part = KindOf(path);
            bool isSettled = part is Part.Folder
                ? isLast || WatchItself(path, Leaving)
                : isWatched && part is Part.File or Part.Missing;
            if (isSettled)
            {
                return part;
            }

            if (part is Part.RelativeLink && WatchItself(path, Leaving | FileEventKinds.Attributes)
                && TryPushLink(path, out Part link))
            {
                return link;
            }

            // Nothing, a file in the way, or what went before it was watched: something may take its place.
            WatchName(folder, name, isWatched ? FileEventKinds.None : Appearing);
            isWatched = true;
        }

        return Part.Missing;
    }

    private static Part KindOf(string path) =>
        UnixName.From(path) is not { } name
        || FileStatus.TryGet(Libc.AT_FDCWD, name, follow: false, out FileStatus status) != Errno.None ? Part.Missing
        : status.IsFolder ? Part.Folder
        : status.IsLink ? Part.RelativeLink
        : Part.File;

    private unsafe bool TryPushLink(string path, out Part link)
    {
        byte* buffer = stackalloc byte[FileLimits.LinkBytes];
        nint length;
        fixed (byte* pointer = UnixName.From(path)!.Terminated)
        {
            length = Libc.readlinkat(Libc.AT_FDCWD, pointer, buffer, FileLimits.LinkBytes);
        }

        link = length > 0 && buffer[0] == (byte)'/' ? Part.AbsoluteLink : Part.RelativeLink;
        if (length <= 0 || ++_links > WatchLimits.Links)
        {
            return false;
        }

        Push(Encoding.UTF8.GetString(buffer, (int)length));
        return true;
    }

    private void WatchName(string folder, string name, FileEventKinds kinds)
    {
        if (_inotify is null || kinds == FileEventKinds.None)
        {
            return;
        }

        Errno errno = _inotify.AddFolder(folder, kinds, out int watch);
        if (errno == Errno.None)
        {
            _points.Add(new WatchPoint(watch, name));
        }
        else if (Trouble == Errno.None && errno is not (Errno.ENOENT or Errno.ENOTDIR))
        {
            Trouble = errno;
        }
    }

    /// <summary>True, unless there is nothing to be watched any more.</summary>
    private bool WatchItself(string path, FileEventKinds kinds)
    {
        if (_inotify is null)
        {
            return true;
        }

        Errno errno = _inotify.AddFile(path, kinds, out int watch);
        if (errno == Errno.None)
        {
            _points.Add(new WatchPoint(watch, null));
        }
        else if (Trouble == Errno.None && errno is not (Errno.ENOENT or Errno.ENOTDIR or Errno.EACCES))
        {
            Trouble = errno; // not EACCES: to pass a folder one need not be allowed to list it
        }

        return errno is not (Errno.ENOENT or Errno.ENOTDIR);
    }

    private enum Part
    {
        Missing,
        File,
        Folder,
        RelativeLink,
        AbsoluteLink,
    }
}
