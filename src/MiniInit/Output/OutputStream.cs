using System;
using System.Collections.Generic;
using System.Numerics;
using MiniInit.Reexecution;

namespace MiniInit.Output;

/// <summary>What comes through one pipe of a job: read, cut into lines, kept, and mirrored.</summary>
/// <param name="job">Whose it is.</param>
/// <param name="pipe">Where it comes from; owned.</param>
/// <param name="mirror">Where it is mirrored to; null for nowhere.</param>
/// <param name="form">How.</param>
/// <param name="shared">What all streams share.</param>
internal sealed class OutputStream(
    JobOutput job, OutputPipe pipe, Mirror? mirror, LineForm form, OutputShared shared) : IDisposable
{
    private const int LeastCarry = 256;

    private LinkedListNode<OutputStream>? _mirrorNode, _lineNode;

    /// <summary>The unfinished last line, or the last part of a long one.</summary>
    private byte[] _carry = [];
    private int _carried;

    /// <summary>Whether a part of the unfinished line was mirrored already.</summary>
    private bool _inLine;

    private bool _hasDropped, _droppedMidLine;
    private long _droppedLines;

    /// <summary>What epoll tells of it with.</summary>
    public ulong Token { get; init; }

    /// <summary>Whether it is what the job has as its standard error.</summary>
    public bool IsError { get; init; }

    public JobOutput Job => job;

    public OutputPipe Pipe => pipe;

    public Mirror? Mirror => mirror;

    /// <summary>When it is read again although the mirror has no room, while it waits for that.</summary>
    public TimeSpan WaitsUntil { get; private set; }

    /// <summary>When its unfinished line is passed on.</summary>
    public TimeSpan LineIsDue { get; private set; }

    public bool IsClosed { get; private set; }

    public bool IsWaiting => mirror is not null && _mirrorNode?.List == mirror.Waiting;

    public bool IsDropping => mirror is not null && _mirrorNode?.List == mirror.Dropping;

    /// <summary>Whether there is room for what may be read.</summary>
    public bool MayRead => Admitted >= OutputLimits.LeastRead;

    private bool IsMirrored => mirror is { IsGone: false };

    /// <summary>How many bytes may be read, so that what becomes of them has room.</summary>
    private int Admitted => IsMirrored && !IsDropping
        ? form.MostFresh(mirror!.Room, form.TakesPieces ? _carried : 0)
        : OutputLimits.TurnBytes;

    /// <summary>Reads one turn's share.</summary>
    /// <param name="now">When.</param>
    public ReadResult Read(OutputTime now)
    {
        for (int budget = OutputLimits.TurnBytes; budget >= OutputLimits.LeastRead;)
        {
            if (!MayRead)
            {
                mirror!.Flush();
                if (!MayRead)
                {
                    return ReadResult.NoRoom;
                }
            }

            Span<byte> buffer = shared.Buffer;
            int size = Math.Min(Admitted, budget);
            _carry.AsSpan(0, _carried).CopyTo(buffer);
            int count = pipe.Read(buffer.Slice(_carried, size), out bool isEmpty);
            if (count == 0)
            {
                // There is room for the unfinished line: it was reckoned with above.
                return isEmpty || !TryPassCarry(now) ? ReadResult.Emptied : ReadResult.Ended;
            }

            Take(buffer[..(_carried + count)], count, now);
            budget -= count;
            if (count < size)
            {
                ReleaseCarry();
                return ReadResult.Emptied;
            }
        }

        return ReadResult.More;
    }

    /// <summary>Passes on the unfinished line: nothing more of it came for a while, or ever will.</summary>
    /// <returns>False when the mirror has no room for it.</returns>
    public bool TryPassCarry(OutputTime now)
    {
        bool needsRoom = form.TakesPieces && IsMirrored && !IsDropping;
        if (needsRoom && form.Most(0, _carried) > mirror!.Room)
        {
            return false;
        }

        _carry.AsSpan(0, _carried).CopyTo(shared.Buffer);
        Take(shared.Buffer.AsSpan(0, _carried), 0, now, isFinished: true);
        ReleaseCarry();
        return true;
    }

    /// <summary>Its pipe is not read until there is room, or the time is over.</summary>
    public void Wait(OutputTime now)
    {
        WaitsUntil = now.Monotonic + OutputLimits.Backpressure;
        mirror!.Waiting.AddLast(_mirrorNode ??= new(this));
    }

    /// <summary>There is room.</summary>
    public void StopWaiting() => mirror!.Waiting.Remove(_mirrorNode!);

    /// <summary>It has waited long enough: from here on its lines are dropped from the mirror.</summary>
    public void BeginDropping()
    {
        _mirrorNode ??= new(this);
        _mirrorNode.List?.Remove(_mirrorNode);
        mirror!.Dropping.AddLast(_mirrorNode);
    }

    /// <summary>Says what was dropped, and goes on mirroring.</summary>
    /// <returns>False when there is no room for that.</returns>
    public bool TryEndDropping(OutputTime now)
    {
        if (_hasDropped && IsMirrored)
        {
            Span<byte> note = stackalloc byte[2 * OutputLimits.HeadBytes];
            if (!mirror!.TryAdd(note[..form.WriteNote(_droppedLines, note, now)]))
            {
                return false;
            }
        }

        mirror!.Dropping.Remove(_mirrorNode!);
        (_hasDropped, _droppedLines, _inLine) = (false, 0, false);
        return true;
    }

    /// <summary>The line is due later: the mirror has no room yet.</summary>
    public void PostponeLine(OutputTime now)
    {
        LineIsDue = now.Monotonic + OutputLimits.UnfinishedLine;
        _lineNode ??= new(this);
        _lineNode.List?.Remove(_lineNode);
        shared.Unfinished.AddLast(_lineNode);
    }

    /// <summary>Adds what this stream has dropped to another's account, since this one will not be there to say it.</summary>
    public void HandDroppedTo(OutputStream other) => other._droppedLines += _droppedLines;

    /// <summary>Writes down what a successor needs.</summary>
    public StreamState Save(KeptDescriptors kept) => new()
    {
        Descriptor = kept.Keep(pipe.Fd),
        IsError = IsError,
        Carry = _carry.AsMemory(0, _carried),
        IsInLine = _inLine,
        IsDropping = IsDropping,
        HasDropped = _hasDropped,
        DroppedLines = _droppedLines,
        DroppedMidLine = _droppedMidLine,
    };

    /// <summary>Goes on where our predecessor was.</summary>
    public void Resume(StreamState state, OutputTime now)
    {
        (_inLine, _hasDropped, _droppedLines, _droppedMidLine) =
            (state.IsInLine, state.HasDropped, state.DroppedLines, state.DroppedMidLine);
        if (state.IsDropping && mirror is not null)
        {
            BeginDropping();
        }

        if (!state.Carry.IsEmpty && TryReserveCarry(state.Carry.Length))
        {
            state.Carry.Span.CopyTo(_carry);
            _carried = state.Carry.Length;
            PostponeLine(now);
        }
    }

    /// <summary>
    /// Closes the pipe. What was not read is lost, what was read and not passed on too; that lines were dropped will still be said.
    /// </summary>
    public void Dispose()
    {
        _carried = 0;
        ReleaseCarry();
        pipe.Dispose();
        if (!IsDropping || !_hasDropped || !mirror!.TryKeepNote(this))
        {
            _mirrorNode?.List?.Remove(_mirrorNode);
        }

        IsClosed = true;
    }

    /// <summary>Passes on what is complete, and keeps the rest.</summary>
    /// <param name="bytes">They begin where a piece begins.</param>
    /// <param name="fresh">How many of them, at the end, came just now.</param>
    /// <param name="now">When.</param>
    /// <param name="isFinished">Whether all is passed on.</param>
    private void Take(ReadOnlySpan<byte> bytes, int fresh, OutputTime now, bool isFinished = false)
    {
        int complete = isFinished ? bytes.Length : LinePieces.Complete(bytes);
        bool fits = TryReserveCarry(bytes.Length - complete);
        complete = fits ? complete : bytes.Length;
        if (complete > 0)
        {
            job.Keep(this, bytes[..complete], now);
        }

        ReadOnlySpan<byte> shown = form.TakesPieces ? bytes[..complete] : bytes[^fresh..];
        if (IsMirrored && !shown.IsEmpty)
        {
            Show(shown, form.TakesPieces ? Math.Min(_carried, complete) : 0, now);
        }

        bytes[complete..].CopyTo(_carry);
        _carried = bytes.Length - complete;
        if (_carried == 0)
        {
            _lineNode?.List?.Remove(_lineNode);
        }
        else if (complete > 0 || _lineNode?.List is null)
        {
            PostponeLine(now);
        }
    }

    private void Show(ReadOnlySpan<byte> bytes, int carried, OutputTime now)
    {
        if (IsDropping)
        {
            _hasDropped = true;
            _droppedLines += bytes.Count((byte)'\n');
            _droppedMidLine = !form.TakesPieces && bytes[^1] != (byte)'\n';
            return;
        }

        if (_droppedMidLine)
        {
            // The rest of a line whose beginning is gone.
            int newline = bytes.IndexOf((byte)'\n');
            _droppedMidLine = newline < 0;
            bytes = newline < 0 ? [] : bytes[(newline + 1)..];
        }

        Span<byte> room = mirror!.Reserve(form.Most(bytes.Length - carried, carried));
        mirror.Commit(form.Write(bytes, ref _inLine, room, now));
    }

    private bool TryReserveCarry(int size)
    {
        if (size <= _carry.Length)
        {
            return true;
        }

        int length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, LeastCarry));
        if (!shared.Memory.TryTake(length - _carry.Length))
        {
            return false;
        }

        _carry = GC.AllocateUninitializedArray<byte>(length);
        return true;
    }

    /// <summary>Gives back the memory when no line is unfinished.</summary>
    private void ReleaseCarry()
    {
        if (_carried == 0 && _carry.Length > 0)
        {
            shared.Memory.Give(_carry.Length);
            _carry = [];
            _lineNode?.List?.Remove(_lineNode);
        }
    }
}
