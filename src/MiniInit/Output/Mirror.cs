using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux;
using MiniInit.Reexecution;

namespace MiniInit.Output;

// The model
//
//   Our standard output and error are read by somebody: a terminal, a log driver, a file. That reader may be slow, stop
//   for a while, or go away. Jobs must not notice more of that than they must.
//
// The choice
//
//   As long as there is room here, pipes of jobs are read. When there is none, they are not: a job that writes faster
//   than our reader reads is slowed to that pace by its own pipe, as if it wrote there itself, and nothing is lost. But no
//   pipe waits for longer than OutputLimits.Backpressure. Then it is read again and its lines are dropped here,
//   counted, until a quarter of the room is free; then a line says how many. Ring and log file get everything always.
//
//   So from a reader that takes 30 KiB a second nothing is withheld while few jobs compete for it; and one that hangs holds up
//   each job for a second, once.
//
//   The other choices: to drop at once loses lines whenever a log driver pauses to rotate; never to drop stops all jobs
//   when it hangs, as it would without us, but then a supervisor is expected to do better.
//
// The constraints
//
//   - It never blocks, and never changes the flags of what it writes to: NonBlockingWriter.
//   - The queue is of fixed size. Who adds to it asks for room first.
//   - Nothing is watched for room while nothing waits to be written: no idle wake-ups.

/// <summary>Where the output of jobs is mirrored to: one of our own standard streams, or both where they are one.</summary>
/// <param name="writer">The stream; owned.</param>
internal sealed class Mirror(NonBlockingWriter writer) : IDisposable
{
    private const int JobBytes = OutputLimits.MirrorBytes - OutputLimits.OwnBytes;

    private byte[] _queue = [];
    private int _start, _end;
    private bool _midLine;

    /// <summary>Lines that a full disk did not take, and whether anything was written since.</summary>
    private long _lostLines;
    private bool _wasWritten;

    /// <summary>The streams whose pipes are not read until there is room, the longest waiting first.</summary>
    public LinkedList<OutputStream> Waiting { get; } = new();

    /// <summary>The streams whose lines are dropped.</summary>
    public LinkedList<OutputStream> Dropping { get; } = new();

    /// <summary>What to watch for room; null for what never makes us wait.</summary>
    public OwnedFd? Watched => writer.Watched;

    /// <summary>Whether nobody will ever read this again: everything is dropped, and that is no news.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether the last write found no room.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>How many bytes wait to be written.</summary>
    public int Pending => _end - _start;

    /// <summary>How many bytes of job output there is room for.</summary>
    public int Room => Math.Max(0, JobBytes - Pending);

    /// <summary>Whether so much room is free that lines are taken again from those who had to wait.</summary>
    public bool HasAmpleRoom => Room >= JobBytes / 8;

    /// <summary>Whether enough room is free to say what was dropped.</summary>
    public bool HasRoomForNotes => Room >= JobBytes / 4;

    /// <summary>Room for so many bytes of job output, which must be there.</summary>
    public Span<byte> Reserve(int size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Room);
        return Free(size);
    }

    /// <summary>Adds what was written into the room.</summary>
    public void Commit(int size)
    {
        _end += size;
        _midLine = size > 0 ? _queue[_end - 1] != (byte)'\n' : _midLine;
    }

    /// <summary>Adds a line of our own, or a note; it begins at the beginning of a line.</summary>
    /// <param name="line">With its newline.</param>
    /// <returns>False when there is no room: it is lost.</returns>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        if (IsGone || line.Length + 1 > OutputLimits.MirrorBytes - Pending)
        {
            return false;
        }

        Span<byte> free = Free(line.Length + 1);
        int begin = _midLine ? 1 : 0;
        free[0] = (byte)'\n';
        line.CopyTo(free[begin..]);
        Commit(begin + line.Length);
        return true;
    }

    /// <summary>Keeps a stream that is about to be closed among those that drop, until it can be said.</summary>
    /// <returns>False when another one says it, or too many are kept already.</returns>
    public bool TryKeepNote(OutputStream stream)
    {
        int closed = 0;
        foreach (OutputStream other in Dropping)
        {
            if (other.IsClosed && other.Job.Name == stream.Job.Name)
            {
                stream.HandDroppedTo(other);
                return false;
            }

            closed += other.IsClosed ? 1 : 0;
        }

        return !IsGone && closed < OutputLimits.KeptNotes;
    }

    /// <summary>Writes what waits, as far as there is room. At most the queue's size is written, without waiting.</summary>
    public void Flush()
    {
        IsBlocked = false;
        while (Pending > 0 || TryAddLost())
        {
            int written = writer.Write(_queue.AsSpan(_start, Pending), out Errno errno);
            _start += written;
            _wasWritten |= written > 0;
            if (errno is Errno.EAGAIN || (errno == Errno.None && written == 0))
            {
                IsBlocked = true;
                return;
            }

            if (errno is Errno.ENOSPC or Errno.EDQUOT or Errno.EFBIG)
            {
                DropQueue();
                return;
            }

            if (errno != Errno.None)
            {
                IsGone = true;
                (_start, _end) = (0, 0);
                _queue = [];
                return;
            }
        }

        (_start, _end) = (0, 0);
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(MirrorState state) =>
        (state.Pending, state.IsMidLine, state.LostLines) = (_queue.AsMemory(_start, Pending), _midLine, _lostLines);

    /// <summary>Goes on where our predecessor was; to be called before anything is added.</summary>
    public void Resume(MirrorState state)
    {
        (_midLine, _lostLines) = (state.IsMidLine, state.LostLines);
        ReadOnlySpan<byte> pending = state.Pending.Span[..Math.Min(state.Pending.Length, OutputLimits.MirrorBytes)];
        pending.CopyTo(Free(pending.Length));
        _end = pending.Length;
    }

    public void Dispose() => writer.Dispose();

    private Span<byte> Free(int size)
    {
        if (_queue.Length == 0)
        {
            _queue = GC.AllocateUninitializedArray<byte>(OutputLimits.MirrorBytes);
        }

        if (_queue.Length - _end < size)
        {
            _queue.AsSpan(_start, Pending).CopyTo(_queue);
            (_start, _end) = (0, Pending);
        }

        return _queue.AsSpan(_end);
    }

    /// <summary>A full disk: what waits is lost, and the next output tries again.</summary>
    private void DropQueue()
    {
        _wasWritten = false;
        _lostLines += _queue.AsSpan(_start, Pending).Count((byte)'\n');
        (_start, _end) = (0, 0);
        _midLine = true; // what was written last may be half a line
    }

    /// <summary>Says what was lost, once something could be written again.</summary>
    private bool TryAddLost()
    {
        if (_lostLines == 0 || !_wasWritten)
        {
            return false;
        }

        string note = $"… {DropNote.Count(_lostLines)} could not be written\n";
        _lostLines = 0;
        return TryAdd(Encoding.UTF8.GetBytes(note));
    }
}
