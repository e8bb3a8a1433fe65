using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>
/// Reads what <see cref="SnapshotWriter"/> wrote, and believes nothing: whatever the bytes are, it gives values within
/// their bounds or throws a <see cref="SnapshotException"/>, and asks for no more memory than there are bytes.
/// </summary>
public sealed class SnapshotReader(ReadOnlyMemory<byte> bytes)
{
    /// <summary>
    /// Instants and spans are within 3,600 years, so that none overflows when another is added to it.
    /// </summary>
    private const long MostTicks = 1L << 60;

    private readonly StringBuilder _text = new();
    private int _at;
    private int _end = bytes.Length;

    /// <summary>Gives the number of the next field of this record; false at its end.</summary>
    public bool TryField(out int field)
    {
        field = 0;
        if (_at == _end)
        {
            return false;
        }

        field = (int)ulong.Min(Plain(), int.MaxValue);
        return true;
    }

    /// <summary>Enters a record; gives what <see cref="Leave"/> wants to know.</summary>
    public int Enter()
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(Take(SnapshotWriter.LengthBytes));
        if (length < 0 || length > _end - _at)
        {
            throw Damaged("it is cut off");
        }

        int outer = _end;
        _end = _at + length;
        return outer;
    }

    /// <summary>Leaves a record that has been read to its end.</summary>
    public void Leave(int outer) => _end = outer;

    /// <summary>Refuses what comes after the end.</summary>
    public void Finish()
    {
        if (_at < _end)
        {
            throw Damaged("there is more after its end");
        }
    }

    /// <summary>Reads a number within its bounds.</summary>
    public long Number(long least = long.MinValue, long most = long.MaxValue)
    {
        ulong plain = Plain();
        long value = (long)(plain >> 1) ^ -(long)(plain & 1);
        return value >= least && value <= most ? value : throw Damaged($"{value} is out of range");
    }

    /// <summary>Reads a small number within its bounds.</summary>
    public int Small(int least = int.MinValue, int most = int.MaxValue) => (int)Number(least, most);

    /// <summary>Reads an instant or a span.</summary>
    public TimeSpan Time() => TimeSpan.FromTicks(Number(-MostTicks, MostTicks));

    /// <summary>Gives one of the objects that came before.</summary>
    internal T One<T>(IReadOnlyList<T> all)
        where T : class => One(all, Number());

    /// <summary>Gives the object of a number that has been read already; it may be missing.</summary>
    internal T One<T>(IReadOnlyList<T> all, long? number)
        where T : class =>
        number >= 0 && number < all.Count ? all[(int)number] : throw Damaged("it points to what is not there");

    /// <summary>Reads a text.</summary>
    public string Text()
    {
        int outer = Enter();
        _text.Clear();
        while (_at < _end)
        {
            int first = Byte();
            _text.Append((char)(first switch
            {
                < 0x80 => first,
                >= 0xC0 and < 0xE0 => ((first & 0x1F) << 6) | Rest(),
                >= 0xE0 and < 0xF0 => ((first & 0x0F) << 12) | (Rest() << 6) | Rest(),
                _ => throw Damaged("a text is none"),
            }));
        }

        Leave(outer);
        return _text.ToString();
    }

    /// <summary>Reads bytes that mean something to others.</summary>
    public ReadOnlyMemory<byte> Blob()
    {
        int outer = Enter();
        int start = _at;
        _at = _end;
        Leave(outer);
        return bytes[start.._at];
    }

    /// <summary>Passes over bytes that have to be there; false if they are others.</summary>
    public bool TryPass(ReadOnlySpan<byte> expected)
    {
        bool isSame = bytes.Span[_at.._end].StartsWith(expected);
        _at += isSame ? expected.Length : 0;
        return isSame;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _end - _at)
        {
            throw Damaged("it is cut off");
        }

        _at += count;
        return bytes.Span.Slice(_at - count, count);
    }

    internal ulong Plain()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Damaged("a number is too long");
    }

    /// <summary>Refuses a field that this version does not have.</summary>
    public SnapshotException Unknown(string record, int field) => Damaged($"{record} cannot have a field {field}");

    /// <summary>Refuses what cannot be.</summary>
    /// <param name="what">What is wrong, as a sentence without its end.</param>
    public SnapshotException Damaged(string what) => new(new SnapshotProblem.Damaged(_at, what));

    private int Rest()
    {
        int next = Byte();
        return (next & 0xC0) == 0x80 ? next & 0x3F : throw Damaged("a text is none");
    }

    private int Byte() => _at < _end ? bytes.Span[_at++] : throw Damaged("it is cut off");
}
