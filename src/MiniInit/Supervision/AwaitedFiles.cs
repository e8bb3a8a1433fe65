using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Watching;
using MiniInit.Supervision.Journals;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision;

/// <summary>Watches the files that jobs wait for by <c>file:PATH</c>. Where there are none it has nothing open.</summary>
internal sealed class AwaitedFiles(Epoll epoll, Queue<SupervisorInput> inputs, SupervisorJournal journal) : IDisposable
{
    private readonly SortedSet<string> _existing = new(StringComparer.Ordinal);
    private HashSet<string> _paths = new(StringComparer.Ordinal);
    private PathWatch? _watch;
    private bool _isWatched;

    /// <summary>Watches these from now on, and says which of them exist if that is not as it was.</summary>
    public void Watch(IReadOnlyCollection<string> paths)
    {
        if (_paths.SetEquals(paths))
        {
            return;
        }

        PathWatch watch = _watch ??= new PathWatch();
        TryWatch();
        HashSet<string> gone = new(_paths, StringComparer.Ordinal);
        gone.ExceptWith(paths);
        foreach (string path in gone)
        {
            watch.Remove(path);
            _ = _existing.Remove(path);
        }

        foreach (string path in paths)
        {
            if (_paths.Contains(path))
            {
                continue;
            }

            if (!watch.TryAdd(path, out bool exists))
            {
                journal.Say(LogLevel.Warn, "", $"cannot watch {path}: jobs wait for too many files");
            }

            if (exists)
            {
                _ = _existing.Add(path);
            }
        }

        _paths = new(paths, StringComparer.Ordinal);
        SayTrouble();
        Tell();
    }

    /// <summary>Looks what has changed.</summary>
    public void OnReady()
    {
        List<PathChange> changes = [];
        _watch?.Read(changes);
        Take(changes);
    }

    /// <summary>Looks at all of them again: where changes are not told, a SIGHUP asks for it.</summary>
    public void LookAgain()
    {
        TryWatch();
        List<PathChange> changes = [];
        _watch?.LookAgain(changes);
        Take(changes);
    }

    public void Dispose() => _watch?.Dispose();

    /// <summary>Hears of changes from now on, if that is not so yet and can be.</summary>
    private void TryWatch()
    {
        if (_isWatched || _watch?.Fd is not OwnedFd fd)
        {
            return;
        }

        try
        {
            epoll.Add(fd, Readiness.Readable, LoopTokens.AwaitedFiles);
            _isWatched = true;
        }
        catch (SyscallException e)
        {
            journal.Say(LogLevel.Warn, "", $"cannot watch files that jobs wait for: {e.Message}; send SIGHUP after changes");
        }
    }

    private void Take(List<PathChange> changes)
    {
        foreach (PathChange change in changes)
        {
            _ = change.Exists ? _existing.Add(change.Path) : _existing.Remove(change.Path);
        }

        SayTrouble();
        if (changes.Count > 0)
        {
            Tell();
        }
    }

    private void SayTrouble()
    {
        if (_watch?.TakeTrouble() is string trouble)
        {
            journal.Say(LogLevel.Warn, "", trouble);
        }
    }

    private void Tell() => inputs.Enqueue(new SupervisorInput.FilesChanged([.. _existing]));
}
