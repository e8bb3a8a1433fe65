using System;
using System.Buffers.Binary;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>
/// Writes numbered fields one after the other. A field is its number and its value; what kind of value a field has is
/// known to both sides. Of numbers the low seven bits come first; a record has its length before it.
/// </summary>
public sealed class SnapshotWriter
{
    /// <summary>How many bytes the length of a record takes: fixed, since it is known only at the end.</summary>
    internal const int LengthBytes = 4;

    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>All that was written, good until more is.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Writes a number; nothing for null.</summary>
    public void Number(int field, long? value)
    {
        if (value is long number)
        {
            Plain((ulong)field);
            Plain(number);
        }
    }

    /// <summary>Writes a number; nothing for 0, which is what it usually is.</summary>
    public void Count(int field, long value) => Number(field, value == 0 ? null : value);

    /// <summary>Writes an instant or a span; nothing for null.</summary>
    public void Time(int field, TimeSpan? value) => Number(field, value?.Ticks);

    /// <summary>Writes that something is so; nothing where it is not.</summary>
    public void Flag(int field, bool value)
    {
        if (value)
        {
            Plain((ulong)field);
        }
    }

    /// <summary>Writes a text; nothing for null.</summary>
    /// <remarks>
    /// Each of its UTF-16 units is written by itself, as UTF-8 writes a character: so nothing is lost, not even half of a
    /// pair, and what is ASCII can be read by people.
    /// </remarks>
    public void Text(int field, string? value)
    {
        if (value is null)
        {
            return;
        }

        int mark = Begin(field);
        foreach (char unit in value)
        {
            if (unit < 0x80)
            {
                Byte(unit);
            }
            else
            {
                Byte(unit < 0x800 ? 0xC0 | (unit >> 6) : 0xE0 | (unit >> 12));
                if (unit >= 0x800)
                {
                    Byte(0x80 | ((unit >> 6) & 0x3F));
                }

                Byte(0x80 | (unit & 0x3F));
            }
        }

        End(mark);
    }

    /// <summary>Begins a record; gives what <see cref="End"/> wants to know.</summary>
    public int Begin(int field)
    {
        Plain((ulong)field);
        Room(LengthBytes);
        _length += LengthBytes;
        return _length;
    }

    /// <summary>Ends a record.</summary>
    /// <param name="mark">What <see cref="Begin"/> gave.</param>
    public void End(int mark) =>
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(mark - LengthBytes), _length - mark);

    /// <summary>Writes a record that another writer has made.</summary>
    public void Record(int field, SnapshotWriter content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Blob(field, content.Written);
    }

    /// <summary>Writes bytes that mean something to others.</summary>
    public void Blob(int field, ReadOnlySpan<byte> bytes)
    {
        int mark = Begin(field);
        Bytes(bytes);
        End(mark);
    }

    /// <summary>Writes bytes without a number: what comes before all fields.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Small numbers, also negative ones, have few bytes: the sign is the lowest bit.</summary>
    private void Plain(long value) => Plain((ulong)((value << 1) ^ (value >> 63)));

    internal void Plain(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((int)(value & 0x7F) | 0x80);
        }

        Byte((int)value);
    }

    private void Byte(int value)
    {
        Room(1);
        _bytes[_length++] = (byte)value;
    }

    private void Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, int.Max(_bytes.Length * 2, _length + count));
        }
    }
}
