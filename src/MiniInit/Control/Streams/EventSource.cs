using System.Collections.Generic;
using MiniInit.Control.Queries;
using MiniInit.Core.Events;
using MiniInit.Protocol.Messages;
using MiniInit.Reexecution;

namespace MiniInit.Control.Streams;

/// <summary>The replies to Events: first one without an event, so that the client knows that it will miss none.</summary>
internal sealed class EventSource : ReplySource
{
    private readonly Queue<(ControlReply.Event Event, int Bytes)> _waiting = new();
    private readonly Observers _observers;
    private int _bytes;
    private bool _isListening, _hasMissed;

    public EventSource(Observers observers) => _observers = observers;

    /// <summary>An event was emitted.</summary>
    public void Take(Event happened)
    {
        List<string> variables = [];
        int bytes = happened.Name.Length;
        foreach (EventVariable variable in happened.Variables)
        {
            string text = variable.ToString();
            bytes += text.Length;
            variables.Add(text);
        }

        _hasMissed |= _waiting.Count >= ControlLimits.QueuedEvents || _bytes + bytes > ControlLimits.QueuedEventBytes;
        if (!_hasMissed)
        {
            _bytes += bytes;
            _waiting.Enqueue((new ControlReply.Event(happened.Name, variables, WallTime.Now), bytes));
        }
    }

    public override ReplyStep Next()
    {
        // Not before it is its turn: a client has one of the calls that wait at a time.
        if (!_isListening)
        {
            _isListening = true;
            _observers.Add(this);
            return new ReplyStep.Told(new ControlReply.Event(null, [], WallTime.Now), Continues: true);
        }

        if (_waiting.TryDequeue(out (ControlReply.Event Event, int Bytes) next))
        {
            _bytes -= next.Bytes;
            return new ReplyStep.Told(next.Event, Continues: true);
        }

        return _hasMissed
            ? new ReplyStep.Failed(new ControlError.Busy("there were more events than you took; some are missing from here on"))
            : ReplyStep.NotYet;
    }

    public override bool TrySave(CallState state)
    {
        state.HasTold = _isListening;
        return _waiting.Count == 0 && !_hasMissed;
    }

    public override void Resume(CallState state)
    {
        if (state.HasTold)
        {
            _isListening = true;
            _observers.Add(this);
        }
    }

    public override void End() => _observers.Remove(this);
}
