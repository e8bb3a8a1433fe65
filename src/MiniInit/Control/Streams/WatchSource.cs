using System.Collections.Generic;
using MiniInit.Control.Queries;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;

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
    private int _mostChanged = 2 * ControlLimits.QueuedGone;
    private bool _isListening, _hasBegun, _hasMissed;

    public WatchSource(Supervisor supervisor, InstanceRows rows, JobSelection selection, Observers observers) =>
        (_supervisor, _rows, _selection, _observers) = (supervisor, rows, selection, observers);

    /// <summary>An instance may have changed, or be gone.</summary>
    public void Take(string job, string instance)
    {
        if (!_hasMissed && _selection.Has(job) && _changed.Add((job, instance)) && _changed.Count > _mostChanged)
        {
            Bound();
        }
    }

    public override ReplyStep Next()
    {
        // Not before it is its turn: a client has one of the calls that wait at a time.
        if (!_isListening)
        {
            _isListening = true;
            _observers.Add(this);
        }

        if (_rows.HasMore)
        {
            List<InstanceInfo> rows = [];
            _rows.Take(rows, ControlLimits.RowsPerReply);

            // At least one reply, also where nothing matches yet.
            if (rows.Count == 0 && (_hasBegun || _rows.HasMore))
            {
                return ReplyStep.Unfinished;
            }

            _hasBegun = true;
            return new ReplyStep.Told(new ControlReply.Watched(rows, []), Continues: true);
        }

        return _changed.Count > 0 ? new ReplyStep.Told(TakeChanged(), Continues: true)
            : _hasMissed ? new ReplyStep.Failed(new ControlError.Busy("there were more changes than you took; look anew"))
            : ReplyStep.NotYet;
    }

    /// <summary>It begins anew, by how all is then: what changed in between is so told, and some of it twice.</summary>
    public override bool TrySave(CallState state) => !_hasMissed;

    public override void End() => _observers.Remove(this);

    /// <summary>Those that are there need not be counted; those that are gone may be without number.</summary>
    private void Bound()
    {
        int gone = 0;
        foreach ((string job, string instance) in _changed)
        {
            gone += _supervisor.StatusOf(job, instance) is null ? 1 : 0;
        }

        _mostChanged = 2 * _changed.Count;
        if (gone > ControlLimits.QueuedGone)
        {
            _hasMissed = true;
            _changed.Clear();
            _changed.TrimExcess();
        }
    }

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
