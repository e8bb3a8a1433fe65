using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Linux.Watching;

/// <summary>Tells when single paths come and go, through links and folders that are not there yet.</summary>
/// <remarks>
/// It tells how things are, not all that happened: a path that went and came again between two looks did not change.
/// </remarks>
public sealed class PathWatch : IDisposable
{
    private const FileEventKinds Kinds =
        FileEventKinds.Created | FileEventKinds.Deleted | FileEventKinds.MovedFrom | FileEventKinds.MovedTo;

    private readonly Inotify? _inotify;
    private readonly Dictionary<string, WatchedPath> _paths = [];
    private readonly Dictionary<int, List<(WatchedPath Path, string? Name)>> _points = [];
    private readonly HashSet<WatchedPath> _doubtful = [];
    private string? _trouble;
    private bool _hasTrouble;

    /// <summary>Watches nothing yet.</summary>
    public PathWatch()
    {
        _inotify = Inotify.TryOpen(out Errno errno);
        Note("paths", errno);
    }

    /// <summary>The descriptor, readable when something may have changed; null where nothing can be watched.</summary>
    public OwnedFd? Fd => _inotify?.Fd;

    /// <summary>How many watches the kernel keeps for us.</summary>
    internal int Watches => _points.Count;

    /// <summary>Watches a path.</summary>
    /// <param name="path">An absolute path. One that is watched already does not count again.</param>
    /// <param name="exists">Whether something is there now.</param>
    /// <returns>False when there are <see cref="WatchLimits.Paths"/> already: it is looked at, not watched.</returns>
    public bool TryAdd(string path, out bool exists)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_paths.TryGetValue(path, out WatchedPath? known))
        {
            exists = known.Exists;
            return true;
        }

        if (_paths.Count == WatchLimits.Paths)
        {
            exists = new PathTrail(null, Kinds).Follow(path).Path is not null;
            return false;
        }

        WatchedPath added = new(path);
        _paths.Add(path, added);
        _ = Update(added);
        exists = added.Exists;
        return true;
    }

    /// <summary>Watches a path no more.</summary>
    /// <param name="path">One that was added; others do not matter.</param>
    public void Remove(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_paths.Remove(path, out WatchedPath? removed))
        {
            _ = _doubtful.Remove(removed);
            Replace(removed, []);
        }
    }

    /// <summary>
    /// Finds what changed since the last time, by a bounded part of the events: while more wait, the descriptor stays
    /// readable.
    /// </summary>
    /// <param name="into">Where to add it.</param>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public void Read(ICollection<PathChange> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        for (int i = 0; i < WatchLimits.ReadsPerTurn && _inotify?.Read() == true; i++)
        {
            while (_inotify.TryNext(out FileEvent next))
            {
                Doubt(next);
            }
        }

        Settle(_doubtful, into);
        _doubtful.Clear();
    }

    /// <summary>Looks at all paths again, for where nothing can be watched.</summary>
    /// <param name="into">Where to add what changed.</param>
    public void LookAgain(ICollection<PathChange> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        Settle(_paths.Values, into);
    }

    /// <summary>Once, a sentence that says why changes are not seen and what to do; else null.</summary>
    public string? TakeTrouble()
    {
        string? trouble = _trouble;
        _trouble = null;
        return trouble;
    }

    /// <inheritdoc/>
    public void Dispose() => _inotify?.Dispose();

    private void Doubt(in FileEvent next)
    {
        if (next.Has(FileEventKinds.Overflow))
        {
            _doubtful.UnionWith(_paths.Values);
            return;
        }

        if (!_points.TryGetValue(next.Watch, out List<(WatchedPath Path, string? Name)>? points))
        {
            return;
        }

        bool isOver = next.Has(FileEventKinds.Ended);
        string? name = next.Name.IsEmpty ? null : Encoding.UTF8.GetString(next.Name);
        foreach ((WatchedPath path, string? itsName) in points)
        {
            if (isOver || itsName == name)
            {
                _ = _doubtful.Add(path);
            }
        }

        if (isOver)
        {
            _ = _points.Remove(next.Watch);
        }
    }

    private void Settle(IEnumerable<WatchedPath> paths, ICollection<PathChange> into)
    {
        foreach (WatchedPath path in paths)
        {
            if (Update(path))
            {
                into.Add(new PathChange(path.Path, path.Exists));
            }
        }
    }

    /// <summary>Follows a path anew; true when it came or went.</summary>
    private bool Update(WatchedPath path)
    {
        PathTrail trail = new(_inotify, Kinds);
        bool exists = trail.Follow(path.Path).Path is not null;
        Replace(path, trail.Points);
        Note(path.Path, trail.Trouble);
        bool hasChanged = exists != path.Exists;
        path.Exists = exists;
        return hasChanged;
    }

    private void Replace(WatchedPath path, IReadOnlyList<WatchPoint> points)
    {
        IReadOnlyList<WatchPoint> old = path.Points;
        foreach (WatchPoint point in old)
        {
            _ = _points.TryGetValue(point.Watch, out List<(WatchedPath, string?)>? users);
            _ = users?.Remove((path, point.Name));
        }

        foreach (WatchPoint point in points)
        {
            if (!_points.TryGetValue(point.Watch, out List<(WatchedPath, string?)>? users))
            {
                _points.Add(point.Watch, users = []);
            }

            users.Add((path, point.Name));
        }

        path.Points = points;
        foreach (WatchPoint point in old)
        {
            if (_points.TryGetValue(point.Watch, out List<(WatchedPath, string?)>? users) && users.Count == 0)
            {
                _ = _points.Remove(point.Watch);
                _inotify?.Remove(point.Watch);
            }
        }
    }

    private void Note(string what, Errno errno)
    {
        if (errno != Errno.None && !_hasTrouble)
        {
            _hasTrouble = true;
            _trouble = WatchTrouble.Say(what, errno);
        }
    }

    private sealed class WatchedPath(string path)
    {
        public string Path { get; } = path;

        public bool Exists { get; set; }

        public IReadOnlyList<WatchPoint> Points { get; set; } = [];
    }
}
