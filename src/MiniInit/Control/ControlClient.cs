using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Control;

/// <summary>One connection: what came in, which calls wait for their answers, and what is to go out.</summary>
/// <remarks>
/// Replies are made one after the other and only as the client takes them. Calls are read only as long as there are few
/// that wait. So a client that floods us, or never reads, holds up nobody but itself, and costs a bounded amount.
/// </remarks>
internal sealed class ControlClient : IDisposable
{
    private readonly Epoll _epoll;
    private readonly ControlConnection _connection;
    private readonly CallDesk _desk;
    private readonly ulong _token;
    private readonly FrameBuffer _frames = new(ProtocolLimits.CallBytes);
    private readonly Queue<PendingCall> _calls = new();
    private readonly ReplyQueue _replies = new();
    private Readiness _interest = Readiness.Readable;

    /// <summary>Whether nothing more is read: it has closed its end, or is sent away.</summary>
    private bool _hasEnded;

    /// <summary>Whether what was read and not begun counts no more.</summary>
    private bool _isSentAway;

    /// <summary>Takes a connection over.</summary>
    /// <exception cref="SyscallException">It cannot be watched.</exception>
    public ControlClient(Epoll epoll, ControlConnection connection, Caller caller, CallDesk desk, ulong token)
    {
        (_epoll, _connection, Caller, _desk, _token) = (epoll, connection, caller, desk, token);
        epoll.Add(connection.Fd, _interest, token);
    }

    /// <summary>Who it is.</summary>
    public Caller Caller { get; }

    /// <summary>How much memory its unfinished call holds, in bytes.</summary>
    public int Allocated => _frames.Allocated;

    /// <summary>Whether nothing more comes from it or goes to it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether there is something to do that no descriptor will tell of.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Reads what there is, a bounded amount.</summary>
    /// <param name="readiness">What epoll says.</param>
    /// <param name="scratch">Where to read to.</param>
    public void OnReady(Readiness readiness, Span<byte> scratch)
    {
        bool isGone = (readiness & (Readiness.HungUp | Readiness.Error)) != 0;
        if (!_hasEnded && CanTake && (isGone || readiness.HasFlag(Readiness.Readable)))
        {
            Receive(scratch);
        }

        // Both ends are closed: nobody reads an answer any more. What it had sent before that counts.
        IsOver |= isGone && (_hasEnded || !CanTake);
    }

    /// <summary>Sends away, with a sentence: its calls need more memory than there is for strangers.</summary>
    public void Refuse(string sentence) => SendAway(new ControlError.Busy(sentence));

    /// <summary>It is of no use any more.</summary>
    public void GiveUp() => IsOver = true;

    /// <summary>Begins calls that are there, makes replies that can be made, and sends.</summary>
    public void Work()
    {
        int done = 0;
        while (done < ControlLimits.CallsPerTurn && TryBegin())
        {
            done++;
        }

        for (int i = 0; i < ControlLimits.RepliesPerTurn && HasRoom && TryReply(); i++)
        {
            done++;
        }

        IsOver |= !_replies.Send(_connection)
            || (_hasEnded && _calls.Count == 0 && _replies.Count == 0 && done == 0);
        HasMore = done > 0 && HasRoom;
        if (!IsOver)
        {
            Watch();
        }
    }

    /// <summary>Ends all that it has begun to wait for, and closes.</summary>
    public void Dispose()
    {
        foreach (PendingCall call in _calls)
        {
            call.Source.End();
        }

        _calls.Clear();
        _connection.Dispose();
    }

    private bool HasRoom => _replies.Count <= ControlLimits.QueuedBeforeReply;

    private bool CanTake => _calls.Count < ProtocolLimits.CallsInFlight;

    private void Receive(Span<byte> scratch)
    {
        switch (_connection.Receive(scratch, out int count))
        {
            case IoResult.Done:
                if (!_frames.TryAppend(scratch[..count]))
                {
                    SendAway(new ControlError.InvalidParameter("", $"a call has more than {ProtocolLimits.CallBytes} bytes"));
                }

                break;
            case IoResult.WouldBlock:
                break;
            case IoResult.Closed:
                // It may still read: calls that it has sent are answered.
                _hasEnded = true;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool TryBegin()
    {
        if (_isSentAway || !CanTake || !_frames.TryTake(out ReadOnlySpan<byte> frame))
        {
            return false;
        }

        Begin(CallReader.Read(frame));
        return true;
    }

    private void Begin(CallRead read)
    {
        switch (read)
        {
            case CallRead.Call call:
                _calls.Enqueue(new PendingCall(_desk.Begin(Caller, call), call.IsOneWay));
                break;
            case CallRead.Refused refused:
                _calls.Enqueue(new PendingCall(ReplySource.Of(refused.Error), refused.IsOneWay));
                break;
            case CallRead.Malformed malformed:
                SendAway(new ControlError.InvalidParameter("", malformed.Sentence));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(read.GetType().Name);
        }
    }

    /// <summary>Says what is wrong, after all other answers, and takes nothing any more.</summary>
    private void SendAway(ControlError error)
    {
        (_hasEnded, _isSentAway) = (true, true);
        _calls.Enqueue(new PendingCall(ReplySource.Of(error), IsOneWay: false));
    }

    private bool TryReply()
    {
        if (!_calls.TryPeek(out PendingCall? call))
        {
            return false;
        }

        bool isDone = true;
        switch (call.Source.Next())
        {
            case ReplyStep.Told told:
                isDone = !told.Continues;
                Write(call, told);
                break;
            case ReplyStep.Failed failed:
                if (!call.IsOneWay)
                {
                    ReplyWriter.Write(_replies, failed.Error);
                }

                break;
            default:
                return false;
        }

        if (isDone)
        {
            _calls.Dequeue().Source.End();
        }

        return true;
    }

    private void Write(PendingCall call, ReplyStep.Told told)
    {
        if (call.IsOneWay)
        {
            return;
        }

        int before = _replies.Count;
        ReplyWriter.Write(_replies, told.Reply, told.Continues);
        if (_replies.Count - before > ProtocolLimits.ReplyBytes)
        {
            _replies.CutTo(before);
            ReplyWriter.Write(
                _replies, new ControlError.Busy($"the reply has more than {ProtocolLimits.ReplyBytes} bytes; ask for less, or with \"more\""));
        }
    }

    private void Watch()
    {
        Readiness wanted = (CanTake && !_hasEnded ? Readiness.Readable : Readiness.None)
            | (_replies.Count > 0 ? Readiness.Writable : Readiness.None);
        if (wanted != _interest)
        {
            _interest = wanted;
            _epoll.Change(_connection.Fd, wanted, _token);
        }
    }
}
