using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Supervision;

namespace MiniInit.Control.Streams;

/// <summary>The clients that follow what happens. As long as there are none the supervisor does not even tell of it.</summary>
internal sealed class Observers(Supervisor supervisor)
{
    private readonly List<EventSource> _events = [];
    private readonly List<WatchSource> _watches = [];

    /// <summary>Begins to tell a client of events.</summary>
    public void Add(EventSource source)
    {
        _events.Add(source);
        Note();
    }

    /// <summary>Begins to tell a client of changes.</summary>
    public void Add(WatchSource source)
    {
        _watches.Add(source);
        Note();
    }

    /// <summary>Stops telling a client.</summary>
    public void Remove(EventSource source)
    {
        _ = _events.Remove(source);
        Note();
    }

    /// <summary>Stops telling a client.</summary>
    public void Remove(WatchSource source)
    {
        _ = _watches.Remove(source);
        Note();
    }

    /// <summary>An event was emitted.</summary>
    public void Emitted(Event happened)
    {
        foreach (EventSource source in _events)
        {
            source.Take(happened);
        }
    }

    /// <summary>An instance may have changed, or be gone.</summary>
    public void Changed(string job, string instance)
    {
        foreach (WatchSource source in _watches)
        {
            source.Take(job, instance);
        }
    }

    private void Note() => supervisor.IsObserved = _events.Count + _watches.Count > 0;
}
