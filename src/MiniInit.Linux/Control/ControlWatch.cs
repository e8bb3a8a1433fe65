using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.Watching;

namespace MiniInit.Linux.Control;

/// <summary>Tells when a path may lead to something else than before.</summary>
/// <remarks>
/// While a socket is in its place, it is watched itself, and so are the folders on the way; not the names beside it, so
/// that nobody is woken by what else happens in its folder.
/// </remarks>
internal sealed class ControlWatch : IDisposable
{
    private const FileEventKinds Losing =
        FileEventKinds.Attributes | FileEventKinds.DeletedSelf | FileEventKinds.MovedSelf;

    private const FileEventKinds Coming =
        FileEventKinds.Created | FileEventKinds.Deleted | FileEventKinds.MovedFrom | FileEventKinds.MovedTo;

    private readonly Inotify? _inotify = Inotify.TryOpen(out _);
    private List<WatchPoint> _points = [];

    /// <summary>The descriptor, readable when something may have changed; null where nothing can be watched.</summary>
    public OwnedFd? Fd => _inotify?.Fd;

    /// <summary>Whether all is watched that should be.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Watches a path, and nothing else any more.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isInPlace">Whether it leads where it should.</param>
    public void Follow(string path, bool isInPlace)
    {
        if (_inotify is null)
        {
            return;
        }

        // All anew: a watch can be made to tell more, but not less.
        foreach (WatchPoint point in _points)
        {
            _inotify.Remove(point.Watch);
        }

        PathTrail trail = new(_inotify, isInPlace ? FileEventKinds.None : Coming);
        _ = trail.Follow(path);
        _points = [.. trail.Points];
        Errno errno = _inotify.AddFile(path, Losing, out int watch);
        if (errno == Errno.None)
        {
            _points.Add(new WatchPoint(watch, null));
        }

        IsComplete = trail.Trouble == Errno.None && errno is Errno.None or Errno.ENOENT or Errno.ENOTDIR;
    }

    /// <summary>Whether something may have changed since the last time.</summary>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public bool Read()
    {
        bool hasChanged = false;
        for (int i = 0; i < WatchLimits.ReadsPerTurn && _inotify?.Read() == true; i++)
        {
            while (_inotify.TryNext(out FileEvent next))
            {
                hasChanged |= Concerns(next);
            }
        }

        return hasChanged;
    }

    /// <summary>Watches nothing any more: a close that comes later does not wait for the kernel to forget the watches.</summary>
    public void End()
    {
        foreach (WatchPoint point in _points)
        {
            _inotify!.Remove(point.Watch);
        }

        _points = [];
    }

    public void Dispose() => _inotify?.Dispose();

    private bool Concerns(in FileEvent next)
    {
        if (next.Has(FileEventKinds.Overflow))
        {
            return true;
        }

        string? name = next.Name.IsEmpty ? null : Encoding.UTF8.GetString(next.Name);
        foreach (WatchPoint point in _points)
        {
            if (point.Watch == next.Watch && (point.Name == name || next.Has(FileEventKinds.Ended)))
            {
                return true;
            }
        }

        return false;
    }
}
