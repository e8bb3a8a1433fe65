using System.Collections.Generic;
using MiniInit.Control.Queries;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Streams;

/// <summary>
/// The replies to Watch. A client that is slow misses states in between, and never the last one: what is kept for it is
/// which instances have changed, not how.
/// </summary>
internal sealed class WatchSource : ReplySource
{
    private readonly Supervisor _supervisor;
    private readonly InstanceRows _rows;
    private readonly JobSelection _selection;
    private readonly Observers _observers;
    private readonly HashSet<(string Job, string Instance)> _changed = [];
    private bool _hasBegun;

    public WatchSource(Supervisor supervisor, InstanceRows rows, JobSelection selection, Observers observers)
    {
        (_supervisor, _rows, _selection, _observers) = (supervisor, rows, selection, observers);
        observers.Add(this);
    }

    /// <summary>An instance may have changed, or be gone.</summary>
    public void Take(string job, string instance)
    {
        if (_selection.Has(job))
        {
            _ = _changed.Add((job, instance));
        }
    }

    public override ReplyStep Next()
    {
        // At least one reply at once, also where nothing matches yet.
        if (!_hasBegun || _rows.HasMore)
        {
            _hasBegun = true;
            return new ReplyStep.Told(
                new ControlReply.Watched(_rows.Take(ControlLimits.RowsPerReply), []), Continues: true);
        }

        return _changed.Count == 0 ? ReplyStep.NotYet : new ReplyStep.Told(TakeChanged(), Continues: true);
    }

    public override void End() => _observers.Remove(this);

    private ControlReply.Watched TakeChanged()
    {
        List<(string Job, string Instance)> taken = [];
        foreach ((string Job, string Instance) key in _changed)
        {
            taken.Add(key);
            if (taken.Count == ControlLimits.RowsPerReply)
            {
                break;
            }
        }

        List<InstanceInfo> present = [];
        List<InstanceName> gone = [];
        foreach ((string job, string instance) in taken)
        {
            _ = _changed.Remove((job, instance));
            if (_supervisor.StatusOf(job, instance) is InstanceStatus status)
            {
                present.Add(InstanceInfos.Of(status));
            }
            else
            {
                gone.Add(new InstanceName(job, instance));
            }
        }

        return new ControlReply.Watched(present, gone);
    }
}
