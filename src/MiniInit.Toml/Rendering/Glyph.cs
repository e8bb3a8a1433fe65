using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace MiniInit.Toml.Rendering;

/// <summary>One character of a text as a terminal shows it; what could steer the terminal becomes an escape.</summary>
internal static class Glyph
{
    /// <summary>
    /// Tabs are shown as spaces up to the next multiple of this, so that a caret below needs no tabs.
    /// </summary>
    private const int TabStop = 4;

    /// <summary>
    /// Appends the character that starts a text, and gives how many bytes it has and how many cells it fills.
    /// </summary>
    public static (int Bytes, int Cells) Append(StringBuilder output, ReadOnlySpan<byte> utf8, int cell)
    {
        if (Rune.DecodeFromUtf8(utf8, out Rune rune, out int bytes) != OperationStatus.Done)
        {
            output.Append($"\\x{utf8[0]:X2}");
            return (1, 4);
        }

        if (rune.Value == '\t')
        {
            int spaces = TabStop - (cell % TabStop);
            output.Append(' ', spaces);
            return (bytes, spaces);
        }

        int before = output.Length;
        return AppendEscaped(output, rune) ? (bytes, output.Length - before) : (bytes, Cells(rune));
    }

    /// <summary>Appends a character, as an escape if it is a control or invisible; gives whether it was.</summary>
    public static bool AppendEscaped(StringBuilder output, Rune rune)
    {
        // Format characters are in it for the bidirectional ones: they make a line read as what it is not.
        bool escape = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
        if (escape)
        {
            output.Append(rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}");
        }
        else
        {
            output.Append(rune.ToString());
        }

        return escape;
    }

    private static int Cells(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        // The main blocks that Unicode's East Asian Width calls wide. Single wide symbols among narrow ones are left
        // out: behind one of those a caret stands a cell off.
        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
            or (>= 0xA960 and <= 0xA97C) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE10 and <= 0xFE19) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF)
            or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x1FA70 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD)
            ? 2
            : 1;
    }
}
