using System;
using System.Diagnostics;
using MiniInit.Reexecution;

namespace MiniInit.Output;

/// <summary>The latest output of a job. It takes no memory before there is any, and grows to its size as far as there is memory.</summary>
/// <param name="account">Where the memory comes from.</param>
/// <param name="most">How many bytes it may keep.</param>
internal sealed class OutputRing(MemoryAccount account, int most)
{
    private byte[] _bytes = [];

    /// <summary>Where the oldest byte is, and how many there are.</summary>
    private int _start, _count;

    /// <summary>Where the account keeps it, or -1.</summary>
    public int Place { get; set; } = -1;

    /// <summary>What no other ring has.</summary>
    public long Serial { get; } = account.NextSerial();

    /// <summary>How much output it has room for, in bytes.</summary>
    public int Size => _bytes.Length;

    /// <summary>Where the oldest byte is: how many came before it, ever.</summary>
    public long Start => End - _count;

    /// <summary>How many bytes came, ever.</summary>
    public long End { get; private set; }

    /// <summary>Whether the oldest byte begins a line.</summary>
    public bool BeginsLine { get; private set; } = true;

    /// <summary>Whether the newest byte ends a line; not if there is none.</summary>
    public bool EndsLine => _count > 0 && _bytes[Index(End - 1)] == (byte)'\n';

    /// <summary>When the bytes came.</summary>
    public OutputMarks Marks { get; } = new();

    /// <summary>Adds output, in place of the oldest.</summary>
    /// <param name="bytes">The output.</param>
    /// <param name="unixNanoseconds">When it came.</param>
    public void Append(ReadOnlySpan<byte> bytes, long unixNanoseconds)
    {
        Grow(bytes.Length);
        int over = Math.Max(0, _count + bytes.Length - Size);
        if (over > 0)
        {
            byte before = over <= _count ? _bytes[Index(Start + over - 1)] : bytes[over - _count - 1];
            BeginsLine = before == (byte)'\n';
        }

        if (bytes.Length >= Size)
        {
            bytes[^Size..].CopyTo(_bytes);
            (_start, _count) = (0, Size);
        }
        else
        {
            int end = _start + _count < Size ? _start + _count : _start + _count - Size;
            int first = Math.Min(bytes.Length, Size - end);
            bytes[..first].CopyTo(_bytes.AsSpan(end));
            bytes[first..].CopyTo(_bytes);
            _start = (_start + over) % Size;
            _count += bytes.Length - over;
        }

        End += bytes.Length;
        Marks.Add(End - bytes.Length, unixNanoseconds, Start);
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(OutputState state)
    {
        (state.Ring, state.RingEnd, state.BeginsLine) = (Newest(_count), End, BeginsLine);
        Marks.Save(state.Marks);
    }

    /// <summary>Goes on where our predecessor was. Where there is less memory the oldest is lost.</summary>
    public void Resume(OutputState state)
    {
        End = state.RingEnd - state.Ring.Length;
        BeginsLine = state.BeginsLine;
        if (!state.Ring.IsEmpty)
        {
            Append(state.Ring.Span, state.Marks.Count > 1 ? state.Marks[1] : 0);
            Marks.Resume(state.Marks, Start);
        }
    }

    /// <summary>Copies what is kept.</summary>
    /// <param name="position">Where from.</param>
    /// <param name="into">Room for as much as is wanted.</param>
    public void CopyTo(long position, Span<byte> into)
    {
        Debug.Assert(position >= Start && position + into.Length <= End);
        if (into.IsEmpty)
        {
            return;
        }

        int from = Index(position);
        int first = Math.Min(into.Length, Size - from);
        _bytes.AsSpan(from, first).CopyTo(into);
        _bytes.AsSpan(0, into.Length - first).CopyTo(into[first..]);
    }

    /// <summary>Where a byte comes first; -1 for nowhere.</summary>
    /// <param name="one">The byte.</param>
    /// <param name="from">Where to begin.</param>
    public long IndexOf(byte one, long from)
    {
        while (from < End)
        {
            int index = Index(from);
            int length = (int)Math.Min(Size - index, End - from);
            int found = _bytes.AsSpan(index, length).IndexOf(one);
            if (found >= 0)
            {
                return from + found;
            }

            from += length;
        }

        return -1;
    }

    /// <summary>Where a byte comes last, last but one, and so on; -1 for nowhere.</summary>
    /// <param name="one">The byte.</param>
    /// <param name="end">Where to end, before it.</param>
    /// <param name="nth">1 for the last.</param>
    public long LastIndexOf(byte one, long end, int nth)
    {
        while (end > Start)
        {
            // Counted before they are found one by one: somebody may ask for a million lines.
            int index = Index(end - 1);
            int length = (int)Math.Min(Math.Min(index + 1, end - Start), OutputLimits.PieceBytes);
            Span<byte> part = _bytes.AsSpan(index + 1 - length, length);
            int count = part.Count(one);
            if (nth > count)
            {
                nth -= count;
                end -= length;
                continue;
            }

            for (; nth > 1; nth--)
            {
                part = part[..part.LastIndexOf(one)];
            }

            return end - length + part.LastIndexOf(one);
        }

        return -1;
    }

    /// <summary>All that is kept, from the beginning of a line if a line begins there at all.</summary>
    public byte[] WholeLines()
    {
        byte[] all = Newest(_count);
        int cut = !BeginsLine ? Array.IndexOf(all, (byte)'\n') + 1 : 0;
        return cut > 0 && cut < all.Length ? all[cut..] : all;
    }

    /// <summary>The last lines.</summary>
    /// <param name="lines">How many at most, 1 or more.</param>
    /// <param name="bytes">How many bytes at most; of a longer last line the end.</param>
    public byte[] LastLines(int lines, int bytes)
    {
        // One byte more than is shown tells whether a line begins right there.
        byte[] all = Newest(Math.Min(_count, bytes + 1));
        ReadOnlySpan<byte> text = all;
        int first = Math.Max(0, all.Length - bytes);
        int start = all.Length;
        int end = text.EndsWith("\n"u8) ? all.Length - 1 : all.Length;
        for (int i = 0; i < lines; i++)
        {
            int newline = text[..end].LastIndexOf((byte)'\n');
            if (newline + 1 < first || newline < 0)
            {
                bool isWhole = first == 0 && BeginsLine;
                return all[(isWhole ? 0 : i == 0 ? first : start)..];
            }

            start = newline + 1;
            end = newline;
        }

        return all[start..];
    }

    /// <summary>Gives up half of the memory, and with it the older output.</summary>
    public void Halve()
    {
        int size = Size / 2;
        int over = Math.Max(0, _count - size);
        BeginsLine = over > 0 ? _bytes[Index(Start + over - 1)] == (byte)'\n' : BeginsLine;
        int before = Memory(Size);
        Resize(size, _count - over);
        account.Give(before - Memory(size));
    }

    /// <summary>Gives up all memory.</summary>
    public void Clear()
    {
        if (Place >= 0)
        {
            account.Leave(this);
            account.Give(Memory(Size));
        }

        Resize(0, 0);
        BeginsLine = true;
    }

    private static int Memory(int size) => size + OutputMarks.BytesFor(size);

    private int Index(long position)
    {
        int index = _start + (int)(position - Start);
        return index < Size ? index : index - Size;
    }

    private void Grow(int more)
    {
        while (_count + more > Size && Size < most)
        {
            int size = Math.Min(most, Math.Max(OutputLimits.FirstRingBytes, Size * 2));
            if (!account.TryTake(Memory(size) - Memory(Size), size))
            {
                return;
            }

            if (Place < 0)
            {
                account.Enter(this);
            }

            Resize(size, _count);
        }
    }

    private void Resize(int size, int count)
    {
        Debug.Assert(count <= size && count <= _count);
        byte[] bytes = size == 0 ? [] : GC.AllocateUninitializedArray<byte>(size);
        CopyTo(End - count, bytes.AsSpan(0, count));
        _bytes = bytes;
        (_start, _count) = (0, count);
        Marks.Resize(size, Start);
    }

    private byte[] Newest(int count)
    {
        byte[] newest = new byte[count];
        CopyTo(End - count, newest);
        return newest;
    }
}
