using System;
using MiniInit.Linux;

namespace MiniInit.Output;

/// <summary>Watches a mirror for room, only while something waits to be written.</summary>
internal sealed class MirrorWatch : IDisposable
{
    private readonly Epoll _epoll;
    private readonly ulong _token;
    private readonly bool _isWatched;
    private bool _wantsRoom;
    private TimeSpan? _retry;

    /// <summary>Watches for nothing yet.</summary>
    /// <param name="mirror">Owned.</param>
    /// <param name="epoll">Borrowed.</param>
    /// <param name="token">Comes back when there is room.</param>
    public MirrorWatch(Mirror mirror, Epoll epoll, ulong token)
    {
        Mirror = mirror;
        _epoll = epoll;
        _token = token;
        if (mirror.Watched is { } fd)
        {
            try
            {
                epoll.Add(fd, Readiness.None, token);
                _isWatched = true;
            }
            catch (SyscallException)
            {
                // A device without poll, or no memory: it is tried again and again instead.
            }
        }
    }

    public Mirror Mirror { get; }

    /// <summary>Whether the one that waits longest can be served.</summary>
    public bool MayServe => Mirror.Waiting.First is { Value: { } first }
        && (Mirror.IsGone || (Mirror.HasAmpleRoom && first.MayRead));

    /// <summary>When a turn is wanted.</summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            if (MayServe || (Mirror.Dropping.Count > 0 && (Mirror.IsGone || Mirror.HasRoomForNotes)))
            {
                return TimeSpan.MinValue;
            }

            return Mirror.Waiting.First?.Value.WaitsUntil is { } until && !(_retry < until) ? until : _retry;
        }
    }

    /// <summary>Takes notice of whether there is room.</summary>
    public void Update(OutputTime now)
    {
        bool wants = Mirror is { IsBlocked: true, IsGone: false };
        _retry = wants && !_isWatched ? now.Monotonic + OutputLimits.UnwatchedRetry : null;
        if (_isWatched && wants != _wantsRoom)
        {
            _wantsRoom = wants;
            _epoll.Change(Mirror.Watched!, wants ? Readiness.Writable : Readiness.None, _token);
        }
    }

    public void Dispose()
    {
        if (_isWatched)
        {
            _epoll.Remove(Mirror.Watched!);
        }

        Mirror.Dispose();
    }
}
