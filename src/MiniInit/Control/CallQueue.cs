using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Control.Access;
using MiniInit.Protocol.Wire;
using MiniInit.Reexecution;

namespace MiniInit.Control;

/// <summary>The calls of a client that are not answered yet, in the order in which they came.</summary>
/// <param name="caller">The client.</param>
/// <param name="desk">Knows their answers.</param>
internal sealed class CallQueue(Caller caller, CallDesk desk)
{
    private readonly Queue<PendingCall> _calls = new();
    private int _readBytes, _keptBytes;

    /// <summary>How many there are.</summary>
    public int Count => _calls.Count;

    /// <summary>How much memory they hold, in bytes; a call that was read has two for each letter.</summary>
    public int Allocated => (2 * _readBytes) + _keptBytes;

    /// <summary>Whether one more may be begun.</summary>
    public bool HasRoom => _calls.Count < ProtocolLimits.CallsInFlight && _readBytes <= ControlLimits.PendingBytes;

    /// <summary>Adds one behind the others.</summary>
    public void Add(PendingCall call)
    {
        _calls.Enqueue(call);
        _readBytes += call.Bytes;
        _keptBytes += call.Frame.Length + call.Answer.Length;
    }

    /// <summary>Gives the one whose turn it is.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out PendingCall call) => _calls.TryPeek(out call);

    /// <summary>Takes that one out: it has been answered.</summary>
    public void RemoveFirst()
    {
        PendingCall call = _calls.Dequeue();
        _readBytes -= call.Bytes;
        _keptBytes -= call.Frame.Length + call.Answer.Length;
        call.Source.End();
    }

    /// <summary>Ends all: nobody hears the answers.</summary>
    public void End()
    {
        foreach (PendingCall call in _calls)
        {
            call.Source.End();
        }

        _calls.Clear();
        (_readBytes, _keptBytes) = (0, 0);
    }

    /// <summary>Writes down what a successor needs of them.</summary>
    /// <param name="into">Gets a <see cref="CallState"/> for each.</param>
    /// <returns>False while one is to be ended here: its answer is one that the client does not take.</returns>
    public bool TrySave(List<StateRecord> into)
    {
        bool isFirst = true;
        foreach (PendingCall call in _calls)
        {
            CallState state = new() { Frame = call.Frame };
            if (!TrySave(call, state, isFirst))
            {
                return false;
            }

            isFirst = false;
            into.Add(state);
        }

        return true;
    }

    /// <summary>
    /// What waits for something goes on. Of what waits for its turn, questions are asked again, and of what was done the answer is
    /// made now. The first one would be answered already, if the client took it.
    /// </summary>
    private bool TrySave(PendingCall call, CallState state, bool isFirst)
    {
        if (!call.Answer.IsEmpty || call.Source.TrySave(state))
        {
            state.Answer = call.Answer;
            return true;
        }

        if (isFirst || call.IsQuestion)
        {
            return !isFirst;
        }

        ReplyQueue answer = new();
        switch (desk.Next(caller, call))
        {
            case ReplyStep.Told { Continues: false } told:
                ReplyWriter.Write(answer, told.Reply);
                break;
            case ReplyStep.Failed failed:
                ReplyWriter.Write(answer, failed.Error);
                break;
            default:
                return false;
        }

        state.Answer = answer.Waiting;
        return !call.IsOneWay;
    }
}
