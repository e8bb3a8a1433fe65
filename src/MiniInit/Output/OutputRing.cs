using System;
using System.Diagnostics;

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

    /// <summary>How much memory it has, in bytes.</summary>
    public int Size => _bytes.Length;

    /// <summary>Whether older output than is here was given up, so that the first line may lack its beginning.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Adds output, in place of the oldest.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        HasLost |= bytes.Length > Size - _count;
        if (bytes.Length >= Size)
        {
            bytes[^Size..].CopyTo(_bytes);
            (_start, _count) = (0, Size);
            return;
        }

        int end = _start + _count < Size ? _start + _count : _start + _count - Size;
        int first = Math.Min(bytes.Length, Size - end);
        bytes[..first].CopyTo(_bytes.AsSpan(end));
        bytes[first..].CopyTo(_bytes);
        int over = Math.Max(0, _count + bytes.Length - Size);
        _start = (_start + over) % Size;
        _count += bytes.Length - over;
    }

    /// <summary>All that is kept, from the beginning of a line if a line begins there at all.</summary>
    public byte[] WholeLines()
    {
        byte[] all = Newest(_count);
        int cut = HasLost ? Array.IndexOf(all, (byte)'\n') + 1 : 0;
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
                bool isWhole = first == 0 && !HasLost;
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
        HasLost |= _count > size;
        Resize(size, Math.Min(_count, size));
        account.Give(size);
    }

    /// <summary>Gives up all memory.</summary>
    public void Clear()
    {
        if (Place >= 0)
        {
            account.Leave(this);
            account.Give(Size);
        }

        _bytes = [];
        (_start, _count) = (0, 0);
        HasLost = false;
    }

    private void Grow(int more)
    {
        while (_count + more > Size && Size < most)
        {
            int size = Math.Min(most, Math.Max(OutputLimits.FirstRingBytes, Size * 2));
            if (!account.TryTake(size - Size, size))
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
        byte[] bytes = GC.AllocateUninitializedArray<byte>(size);
        CopyNewest(bytes.AsSpan(0, count));
        _bytes = bytes;
        (_start, _count) = (0, count);
    }

    private byte[] Newest(int count)
    {
        byte[] newest = new byte[count];
        CopyNewest(newest);
        return newest;
    }

    private void CopyNewest(Span<byte> into)
    {
        if (into.IsEmpty)
        {
            return;
        }

        int from = (_start + _count - into.Length) % Size;
        int first = Math.Min(into.Length, Size - from);
        _bytes.AsSpan(from, first).CopyTo(into);
        _bytes.AsSpan(0, into.Length - first).CopyTo(into[first..]);
    }
}
