using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Supervision;

/// <summary>The instances by their deadlines. What an instance no longer waits for is passed over when its turn comes.</summary>
/// <remarks>
/// Of two deadlines at the same instant, the one that was set first comes first. Only the last one that was set counts for
/// an instance, also where it is the same as one before: so what is in here is told by the instances alone.
/// </remarks>
internal sealed class Deadlines
{
    /// <summary>How many entries that do not count any more may gather for each that does.</summary>
    private const int Slack = 4;

    private const int LeastKept = 64;
    private readonly PriorityQueue<JobInstance, (TimeSpan At, long Order)> _queue = new();
    private long _order = 1;
    private int _rebuildAt = LeastKept;

    /// <summary>The earliest deadline that still counts.</summary>
    public TimeSpan? Next
    {
        get
        {
            DropStale();
            return _queue.TryPeek(out _, out (TimeSpan At, long Order) first) ? first.At : null;
        }
    }

    /// <summary>Adds an instance's deadline; an earlier one of it no longer counts, since the instance has this one.</summary>
    public void Add(JobInstance instance, TimeSpan at)
    {
        instance.DeadlineOrder = _order++;
        _queue.Enqueue(instance, (at, instance.DeadlineOrder));
        if (_queue.Count >= _rebuildAt)
        {
            Rebuild();
            _rebuildAt = Math.Max(LeastKept, Slack * _queue.Count);
        }
    }

    /// <summary>Takes an instance whose deadline has passed, the earliest first.</summary>
    public bool TryTake(TimeSpan now, [NotNullWhen(true)] out JobInstance? instance)
    {
        DropStale();
        instance = null;
        if (!_queue.TryPeek(out JobInstance? first, out (TimeSpan At, long Order) key) || key.At > now)
        {
            return false;
        }

        instance = first;
        _queue.Dequeue();
        return true;
    }

    private static bool Counts(JobInstance instance, long order) =>
        instance.Deadline is not null && instance.DeadlineOrder == order;

    private void DropStale()
    {
        while (_queue.TryPeek(out JobInstance? first, out (TimeSpan At, long Order) key) && !Counts(first, key.Order))
        {
            _queue.Dequeue();
        }
    }

    /// <summary>Throws out what does not count; done once in as many additions as there are entries.</summary>
    private void Rebuild()
    {
        List<(JobInstance Instance, (TimeSpan At, long Order) Key)> entries = [];
        foreach ((JobInstance instance, (TimeSpan At, long Order) key) in _queue.UnorderedItems)
        {
            if (Counts(instance, key.Order))
            {
                entries.Add((instance, key));
            }
        }

        _queue.Clear();
        foreach ((JobInstance instance, (TimeSpan At, long Order) key) in entries)
        {
            _queue.Enqueue(instance, key);
        }
    }
}
