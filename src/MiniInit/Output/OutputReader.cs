using System;
using System.Collections.Generic;

namespace MiniInit.Output;

/// <summary>Reads kept output line by line. Nobody is told when there is more: compare <see cref="End"/>.</summary>
internal sealed class OutputReader(OutputRing ring)
{
    /// <summary>Behind the last byte.</summary>
    public LogCursor End => At(ring.End);

    /// <summary>Where the last lines begin.</summary>
    /// <param name="lines">How many at most. One whose end has not come yet counts too.</param>
    public LogCursor Last(int lines)
    {
        if (lines <= 0)
        {
            return End;
        }

        // The newline that ends the last line is not one between two.
        long newline = ring.LastIndexOf((byte)'\n', ring.EndsLine ? ring.End - 1 : ring.End, lines);
        return At(newline < 0 ? FirstLine() : newline + 1);
    }

    /// <summary>Where the first line begins that may have come at a time or later.</summary>
    /// <param name="unixNanoseconds">Since 1970.</param>
    public LogCursor Since(long unixNanoseconds)
    {
        if (ring.Marks.Since(unixNanoseconds) is not long position)
        {
            return End;
        }

        if (position <= ring.Start)
        {
            return At(FirstLine());
        }

        // What came may be the rest of a line.
        long newline = ring.IndexOf((byte)'\n', position - 1);
        return newline < 0 ? End : At(newline + 1);
    }

    /// <summary>Reads lines.</summary>
    /// <param name="from">Where; behind the end there is nothing yet.</param>
    /// <param name="mostBytes">How many bytes at most, two pieces or more. And never more than 128 lines.</param>
    public KeptLines Read(LogCursor from, int mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 2 * OutputLimits.PieceBytes);
        long position = from.Position;
        if (from.Ring != ring.Serial || position < ring.Start)
        {
            position = FirstLine();
        }

        long lost = from.Ring == ring.Serial ? Math.Max(0, position - from.Position) : 0;
        int length = (int)Math.Clamp(ring.End - position, 0, mostBytes);
        if (length == 0)
        {
            return new KeptLines([], At(Math.Min(position, ring.End)), lost);
        }

        byte[] bytes = new byte[length];
        ring.CopyTo(position, bytes);
        List<KeptLine> lines = [];
        int end = Split(bytes, position, lines);
        return new KeptLines(lines, At(position + end), lost);
    }

    private LogCursor At(long position) => new(ring.Serial, position);

    /// <summary>Where the oldest line begins that is whole; where there is none, what there is.</summary>
    private long FirstLine()
    {
        if (ring.BeginsLine)
        {
            return ring.Start;
        }

        long newline = ring.IndexOf((byte)'\n', ring.Start);
        return newline < 0 || newline + 1 == ring.End ? ring.Start : newline + 1;
    }

    /// <summary>Cuts bytes into lines.</summary>
    /// <returns>How many bytes were used up: the rest is a line that goes on behind them.</returns>
    private int Split(ReadOnlyMemory<byte> bytes, long position, List<KeptLine> lines)
    {
        bool isAll = position + bytes.Length == ring.End;
        int at = 0, mark = 0;
        while (at < bytes.Length && lines.Count < OutputLimits.LinesPerRead)
        {
            ReadOnlySpan<byte> rest = bytes.Span[at..];
            int newline = rest[..Math.Min(rest.Length, OutputLimits.PieceBytes + 1)].IndexOf((byte)'\n');
            bool isLong = newline < 0 && rest.Length > OutputLimits.PieceBytes;
            if (newline < 0 && !isLong && !isAll)
            {
                break;
            }

            int length = newline >= 0 ? newline : isLong ? LinePieces.Cut(rest, OutputLimits.PieceBytes) : rest.Length;
            mark = ring.Marks.IndexOf(position + at, mark);
            lines.Add(new KeptLine(ring.Marks.TimeOf(mark), bytes.Slice(at, length), newline < 0));
            at += newline >= 0 ? length + 1 : length;
        }

        return at;
    }
}
