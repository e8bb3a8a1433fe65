using System;
using MiniInit.Control.Access;
using MiniInit.Control.Requests;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Linux.Spawning;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Reexecution;
using MiniInit.Supervision;

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
    private readonly CallQueue _calls;
    private readonly ReplyQueue _replies = new();
    private Readiness _interest = Readiness.Readable;

    /// <summary>The descriptors of the last call that came with some; those behind it wait until they are taken.</summary>
    private PassedFiles? _files;

    /// <summary>Whether epoll tells of it no more: that nobody is at the other end it would tell without a pause.</summary>
    private bool _isUnwatched;

    /// <summary>Whether nothing more is read: it has closed its end, or is sent away.</summary>
    private bool _hasEnded;

    /// <summary>Whether it is gone, so that nothing is answered any more.</summary>
    private bool _isUnheard;

    /// <summary>Whether what was read and not begun counts no more.</summary>
    private bool _isSentAway;

    /// <summary>Takes a connection over.</summary>
    /// <exception cref="SyscallException">It cannot be watched.</exception>
    public ControlClient(Epoll epoll, ControlConnection connection, Caller caller, CallDesk desk, ulong token)
    {
        (_epoll, _connection, Caller, _desk, _token) = (epoll, connection, caller, desk, token);
        _calls = new CallQueue(caller, desk);
        epoll.Add(connection.Fd, _interest, token);
    }

    /// <summary>Who it is.</summary>
    public Caller Caller { get; }

    /// <summary>How much memory its calls and replies hold, in bytes.</summary>
    public int Allocated => _frames.Allocated + _calls.Allocated + _replies.Allocated;

    /// <summary>Whether nothing more comes from it or goes to it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether there is something to do that no descriptor will tell of.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Reads what there is, a bounded amount.</summary>
    /// <param name="readiness">What epoll says.</param>
    /// <param name="scratch">Where to read to.</param>
    public void OnReady(Readiness readiness, Span<byte> scratch)
    {
        if ((readiness & (Readiness.HungUp | Readiness.Error)) != 0)
        {
            Unhear();
        }
        else if (CanReceive && readiness.HasFlag(Readiness.Readable))
        {
            Receive(scratch);
        }
    }

    /// <summary>Says what is wrong, after all other answers, and takes nothing any more.</summary>
    public void SendAway(ControlError error)
    {
        (_hasEnded, _isSentAway) = (true, true);
        if (_frames.HasFrame)
        {
            _files?.Dispose(); // of a call that is not begun any more
        }

        _calls.Add(new PendingCall(ReplySource.Of(error), IsOneWay: false, 0));
    }

    /// <summary>Lets go of it: it does not take its replies, or something is wrong.</summary>
    public void GiveUp() => IsOver = true;

    /// <summary>Begins calls that are there, makes replies that can be made, and sends.</summary>
    /// <param name="scratch">Where to read to.</param>
    public void Work(Span<byte> scratch)
    {
        if (_isUnheard && CanReceive)
        {
            Receive(scratch);
        }

        int done = 0;
        while (done < ControlLimits.CallsPerTurn && TryBegin())
        {
            done++;
        }

        bool hadRoom = HasRoom;
        for (int i = 0; i < ControlLimits.RepliesPerTurn && HasRoom && TryReply(); i++)
        {
            done++;
        }

        if (!_replies.Send(_connection))
        {
            Unhear();
        }

        IsOver |= _hasEnded && _calls.Count == 0 && _replies.Count == 0 && done == 0 && !IsHeld;
        HasMore = (_isUnheard && !IsHeld) || (HasRoom && (done > 0 || !hadRoom));
        if (!IsOver && !_isUnwatched)
        {
            Watch();
        }
    }

    /// <summary>Writes down what a successor needs.</summary>
    /// <returns>Null while there is something that is to be ended here: an answer that the client does not take, a command that is to start.</returns>
    public ClientState? TrySave(StateBuilder builder)
    {
        if (_isUnheard || _isSentAway || _isUnwatched || IsHeld || _frames.HasFrame || IsOver)
        {
            return null;
        }

        ClientState state = new() { Unread = _frames.Held, Unsent = _replies.Waiting, HasEnded = _hasEnded };
        if (!_calls.TrySave(state.Calls))
        {
            return null;
        }

        state.Descriptor = builder.Keep(_connection.Fd);
        return state;
    }

    /// <summary>Goes on where our predecessor was.</summary>
    public void Resume(ClientState state)
    {
        _ = _frames.TryAppend(state.Unread.Span);
        _hasEnded = state.HasEnded;
        Add(state.Unsent.Span);
        foreach (CallState call in state.Calls)
        {
            if (call.Answer.IsEmpty)
            {
                Begin(CallReader.Read(call.Frame.Span), call.Frame.Span, call);
            }
            else
            {
                _calls.Add(new PendingCall(ReplySource.Of(new ControlReply.Done()), IsOneWay: false, call.Frame.Length) { Answer = call.Answer });
            }
        }
    }

    /// <summary>Ends all that it has begun to wait for, and closes.</summary>
    public void Dispose()
    {
        _calls.End();
        if (IsHeld)
        {
            _files!.Dispose();
        }

        // A child that hangs before its exec has a copy, which would be ready for ever: a close of ours takes nothing out then.
        if (!_isUnwatched)
        {
            try
            {
                _epoll.Remove(_connection.Fd);
            }
            catch (SyscallException)
            {
                // It was not watched; it is closed all the same.
            }
        }

        _connection.Dispose();
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_replies.GetSpan(bytes.Length));
        _replies.Advance(bytes.Length);
    }

    /// <summary>As long as calls are there that were not begun, others wait in the kernel.</summary>
    private bool CanReceive => !_hasEnded && _calls.HasRoom && !_frames.HasFrame && !IsHeld;

    /// <summary>Whether descriptors wait in the connection until a process can have them.</summary>
    private bool IsHeld => _files is { AreTaken: false };

    private bool HasRoom => _replies.Count <= ControlLimits.QueuedBeforeReply;

    /// <summary>Nobody reads an answer any more. What was sent before counts, also what is still to be read.</summary>
    private void Unhear()
    {
        _isUnheard = true;
        _calls.End();
        _replies.Clear();
    }

    private void Receive(Span<byte> scratch)
    {
        bool isWithin = !_frames.IsEmpty || _calls.Count > 0;
        if (!isWithin && _desk.TakesFiles(Caller) && _connection.HasFiles(scratch, out int looked))
        {
            Hold(scratch[..looked]);
            return;
        }

        switch (_connection.Receive(scratch[..ControlLimits.BytesPerTurn], out int count))
        {
            case IoResult.Done:
                if (!_frames.TryAppend(scratch[..count]))
                {
                    SendAway(new ControlError.InvalidParameter("", $"a call has more than {ProtocolLimits.CallBytes} bytes"));
                }

                break;
            case IoResult.WouldBlock:
                _hasEnded = _isUnheard;
                break;
            case IoResult.Closed:
                // It may still read: calls that it has sent are answered.
                _hasEnded = true;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Takes a call, and leaves its descriptors where they are. Who does not send it at once has sent them in vain.</summary>
    private void Hold(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        if (end < 0)
        {
            SendAway(new ControlError.InvalidParameter(
                "descriptors", $"a call with descriptors is sent at once, and has {ProtocolLimits.BytesWithDescriptors} bytes at most"));
            return;
        }

        _files = _connection.Hold(end + 1);
        _ = _frames.TryAppend(bytes[..(end + 1)]);
    }

    private bool TryBegin()
    {
        if (_isSentAway || !_calls.HasRoom || !_frames.TryTake(out ReadOnlySpan<byte> frame))
        {
            return false;
        }

        Begin(CallReader.Read(frame), frame, null);
        if (_isUnheard)
        {
            _calls.End();
        }

        return true;
    }

    private void Begin(CallRead read, ReadOnlySpan<byte> frame, CallState? former)
    {
        // They came with this one: nothing was there before.
        PassedFiles? files = IsHeld ? _files : null;
        if (files is not null && read is not CallRead.Call { Asked: ControlCall.Run })
        {
            GiveUp();
            return;
        }

        switch (read)
        {
            case CallRead.Call call:
                ReplySource source = former is null ? _desk.Begin(Caller, call, files) : _desk.Resume(Caller, call, former);
                if (source is not RunSource)
                {
                    files?.Dispose();
                }

                _calls.Add(new PendingCall(source, call.IsOneWay, frame.Length)
                {
                    Frame = frame.ToArray(),
                    IsQuestion = CallDesk.IsQuestion(call.Asked),
                    Lasting = call.Asked is ControlCall.Events or ControlCall.Logs ? call.Asked : null,
                });
                break;
            case CallRead.Refused refused:
                _calls.Add(new PendingCall(ReplySource.Of(refused.Error), refused.IsOneWay, 0));
                break;
            case CallRead.Malformed malformed:
                SendAway(new ControlError.InvalidParameter("", malformed.Sentence));
                break;
            default:
                throw new System.Diagnostics.UnreachableException(read.GetType().Name);
        }
    }

    private bool TryReply()
    {
        if (!_calls.TryPeek(out PendingCall? call))
        {
            return false;
        }

        bool isDone = true;
        switch (call.Answer.IsEmpty ? _desk.Next(Caller, call) : ReplyStep.Done)
        {
            case ReplyStep.Told when !call.Answer.IsEmpty:
                Add(call.Answer.Span);
                break;
            case ReplyStep.Told told:
                isDone = !TryWrite(call, told) || !told.Continues;
                break;
            case ReplyStep.Failed failed:
                if (!call.IsOneWay)
                {
                    ReplyWriter.Write(_replies, failed.Error);
                }

                break;
            case ReplyStep.Nothing nothing:
                return nothing.IsAtWork;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        if (isDone)
        {
            _calls.RemoveFirst();
        }

        return true;
    }

    /// <returns>False if it cannot be told, which is an error and ends the call.</returns>
    private bool TryWrite(PendingCall call, ReplyStep.Told told)
    {
        if (call.IsOneWay)
        {
            return true;
        }

        int before = _replies.Count;
        ReplyWriter.Write(_replies, told.Reply, told.Continues);
        if (_replies.Count - before > ProtocolLimits.ReplyBytes)
        {
            _replies.CutTo(before);
            ReplyWriter.Write(
                _replies, new ControlError.Busy($"the reply has more than {ProtocolLimits.ReplyBytes} bytes; ask for less, or with \"more\""));
            return false;
        }

        return true;
    }

    private void Watch()
    {
        if (_isUnheard && IsHeld)
        {
            _isUnwatched = true;
            _epoll.Remove(_connection.Fd);
            return;
        }

        Readiness wanted = (CanReceive ? Readiness.Readable : Readiness.None)
            | (_replies.Count > 0 ? Readiness.Writable : Readiness.None);
        if (wanted != _interest)
        {
            _interest = wanted;
            _epoll.Change(_connection.Fd, wanted, _token);
        }
    }
}
