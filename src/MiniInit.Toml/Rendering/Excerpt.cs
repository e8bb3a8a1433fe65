using System;
using System.Text;

namespace MiniInit.Toml.Rendering;

/// <summary>
/// A source line with a mark beneath. Only what is shown is decoded, so that a line of many megabytes costs no more
/// than a short one.
/// </summary>
internal static class Excerpt
{
    /// <summary>What is shown left of the mark when the line is too long to be shown from its start.</summary>
    private const int CellsBefore = TomlLimits.ExcerptCells / 2;

    /// <summary>What is shown at most of a line whose characters fill no cells, such as combining marks.</summary>
    private const int MaximumCharacters = TomlLimits.ExcerptCells * 4;

    private const char Cut = '…';

    /// <summary>
    /// Appends two lines, the source line that a span starts in and the mark beneath; none for line 0.
    /// </summary>
    public static void Append(StringBuilder output, ReadOnlySpan<byte> text, TomlSpan span, char mark)
    {
        if (span.Start.Line == 0)
        {
            return; // a value made by a program: there is no line to show
        }

        int start = Math.Clamp(span.Start.Offset, 0, text.Length);
        int lineStart = text[..start].LastIndexOf((byte)'\n') + 1;
        if (lineStart == 0 && text.StartsWith(TomlSource.ByteOrderMark))
        {
            lineStart = TomlSource.ByteOrderMark.Length;
        }

        start = Math.Max(start, lineStart);
        int lineLength = text[start..].IndexOf((byte)'\n');
        int lineEnd = lineLength < 0 ? text.Length : start + lineLength;
        if (lineLength > 0 && text[lineEnd - 1] == '\r')
        {
            lineEnd--;
        }

        int end = Math.Clamp(span.End.Offset, start, Math.Max(start, lineEnd));
        string gutter = $"{span.Start.Line,4} | ";
        output.Append('\n').Append(gutter);
        (int before, int marked) = AppendLine(
            output, text[lineStart..Math.Max(lineStart, lineEnd)], start - lineStart, end - lineStart);
        output.Append('\n').Append(' ', gutter.Length - 2).Append("| ").Append(' ', before);
        output.Append(mark, Math.Max(1, marked));
    }

    /// <summary>Gives the offset in a line from where on it is shown.</summary>
    private static int WindowStart(ReadOnlySpan<byte> line, int start)
    {
        StringBuilder scratch = new();
        int cells = 0;
        int characters = 0;
        int offset = Math.Min(start, line.Length);
        while (offset > 0)
        {
            Rune.DecodeLastFromUtf8(line[..offset], out _, out int length);
            cells += Glyph.Append(scratch.Clear(), line[(offset - length)..], 0).Cells;
            if (cells > CellsBefore || ++characters > MaximumCharacters / 2)
            {
                break;
            }

            offset -= length;
        }

        return offset;
    }

    /// <summary>
    /// Appends what is shown of a line; gives the cells before a stretch of it and those of the stretch.
    /// </summary>
    private static (int Before, int Marked) AppendLine(
        StringBuilder output, ReadOnlySpan<byte> line, int start, int end)
    {
        int offset = WindowStart(line, start);
        int cell = 0;
        if (offset > 0)
        {
            output.Append(Cut);
            cell = 1;
        }

        int before = cell;
        int marked = 0;
        int characters = 0;
        while (offset < line.Length)
        {
            int length = output.Length;
            (int bytes, int cells) = Glyph.Append(output, line[offset..], cell);
            if (cell + cells > TomlLimits.ExcerptCells || ++characters > MaximumCharacters)
            {
                output.Length = length;
                output.Append(Cut);
                break;
            }

            before += offset < start ? cells : 0;
            marked += offset >= start && offset < end ? cells : 0;
            cell += cells;
            offset += bytes;
        }

        return (before, marked);
    }
}
