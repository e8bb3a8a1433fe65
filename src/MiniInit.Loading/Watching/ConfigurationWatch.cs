using System;
using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Watching;

namespace MiniInit.Loading.Watching;

/// <summary>Says when a configuration may have changed. What changed is seen by reading it again.</summary>
/// <remarks>
/// Made before the configuration is read for the first time, it misses no change. Some file systems tell of no changes
/// at all (9p, lower layers of overlayfs, bind-mounted single files): SIGHUP is for these.
/// </remarks>
public sealed class ConfigurationWatch : IDisposable
{
    // What may have put other folders or links in the place of those that are watched.
    private const FileEventKinds Structural = FileEventKinds.Created | FileEventKinds.Deleted | FileEventKinds.MovedFrom
        | FileEventKinds.MovedTo | FileEventKinds.DeletedSelf | FileEventKinds.MovedSelf | FileEventKinds.Unmounted
        | FileEventKinds.Ended;

    private readonly SearchPath _search;
    private readonly Inotify? _inotify;
    private readonly ChangeBurst _burst = new();
    private Dictionary<int, WatchedFolder> _watched = [];
    private TimeSpan _scanned;
    private bool _isStale;
    private string? _trouble;
    private bool _hasTrouble;

    /// <summary>Watches all that a search path names, and where it could come to be.</summary>
    /// <param name="search">Where the configuration is looked for.</param>
    /// <param name="now">Monotonic time.</param>
    public ConfigurationWatch(SearchPath search, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(search);
        _search = search;
        _inotify = Inotify.TryOpen(out Errno errno);
        if (_inotify is null)
        {
            Note(WatchTrouble.Say("the job files", errno));
            return;
        }

        Scan(now);
    }

    /// <summary>The descriptor, readable when <see cref="Read"/> is due; null where nothing can be watched.</summary>
    public OwnedFd? Fd => _inotify?.Fd;

    /// <summary>When <see cref="TakeChange"/> is due, in monotonic time; null when nothing has happened.</summary>
    public TimeSpan? NextDeadline => _burst.End;

    /// <summary>How many folders and links are watched.</summary>
    internal int Watches => _watched.Count;

    /// <summary>Takes a bounded part of the events: while more wait, the descriptor stays readable.</summary>
    /// <param name="now">Monotonic time.</param>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public void Read(TimeSpan now)
    {
        for (int i = 0; i < WatchLimits.ReadsPerTurn && _inotify?.Read() == true; i++)
        {
            while (_inotify.TryNext(out FileEvent next))
            {
                if (Judge(next))
                {
                    _burst.Note(now);
                }
            }
        }

        if (_isStale && now >= _scanned + ConfigurationWatchLimits.BetweenScans)
        {
            Scan(now);
        }
    }

    /// <summary>True once after each burst of changes: the configuration is to be read now.</summary>
    /// <param name="now">Monotonic time.</param>
    public bool TakeChange(TimeSpan now)
    {
        if (!_burst.TryEnd(now))
        {
            return false;
        }

        if (_isStale)
        {
            Scan(now); // before the caller reads: what comes into new folders later is told then
        }

        return true;
    }

    /// <summary>Watches what could not be watched before, as far as it can be now. Before the configuration is read, as ever.</summary>
    /// <param name="now">Monotonic time.</param>
    public void TryAgain(TimeSpan now)
    {
        if (_hasTrouble && _inotify is not null)
        {
            Scan(now);
        }
    }

    /// <summary>Once for each trouble, a sentence that says what is not watched, why, and what to do; else null.</summary>
    public string? TakeTrouble()
    {
        string? trouble = _trouble;
        _trouble = null;
        return trouble;
    }

    /// <summary>
    /// Watches nothing any more. To close inotify with watches left takes 8 to 20 ms, until no processor can still look at
    /// them; those that were removed before are let go of meanwhile, behind our back.
    /// </summary>
    public void End()
    {
        foreach (int watch in _watched.Keys)
        {
            _inotify!.Remove(watch);
        }

        _watched.Clear();
        _isStale = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _inotify?.Dispose();

    private bool Judge(in FileEvent next)
    {
        if (next.Has(FileEventKinds.Overflow))
        {
            return _isStale = true;
        }

        if (!_watched.TryGetValue(next.Watch, out WatchedFolder? folder) || !folder.Counts(next))
        {
            return false; // or a watch that we took away
        }

        if (next.Has(FileEventKinds.Ended))
        {
            _ = _watched.Remove(next.Watch);
        }

        _isStale |= next.Has(Structural);
        return true;
    }

    private void Scan(TimeSpan now)
    {
        var scan = WatchScan.Run(_inotify!, _search);
        foreach (int watch in _watched.Keys)
        {
            if (!scan.Watched.ContainsKey(watch))
            {
                _inotify!.Remove(watch);
            }
        }

        _watched = scan.Watched;
        _isStale = false;
        _scanned = now;
        if (scan.Trouble is { } trouble)
        {
            Note(WatchTrouble.Say(trouble.Path, trouble.Errno));
        }
        else if (scan.IsCut)
        {
            Note($"cannot watch more than {ConfigurationWatchLimits.Places} folders and links of job files; "
                + "move what are no job files away, or send SIGHUP after changes");
        }
        else
        {
            _hasTrouble = false;
        }
    }

    private void Note(string trouble)
    {
        if (!_hasTrouble)
        {
            _hasTrouble = true;
            _trouble = trouble;
        }
    }
}
