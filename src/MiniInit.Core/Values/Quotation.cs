using System;
using System.Globalization;
using System.Text;

namespace MiniInit.Core.Values;

/// <summary>A text within a message: in quotes, cut when long, and harmless to a terminal.</summary>
public static class Quotation
{
    /// <summary>Puts a text in quotes.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(ReadOnlySpan<char> text)
    {
        StringBuilder output = new("\"");
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (count++ == ValueLimits.Quoted)
            {
                output.Append('…');
                break;
            }

            Append(output, rune);
        }

        return output.Append('"').ToString();
    }

    /// <summary>The whole character at an offset: both halves of a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where a character begins.</param>
    public static int LengthAt(string text, int offset) =>
        char.IsSurrogatePair(text, offset) ? 2 : 1;

    /// <summary>Tells whether a text can stand in a message as it is: nothing in it is invisible.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a character steers a terminal, or makes a line read as what it is not, as those do that turn the direction
    /// of writing.
    /// </summary>
    /// <param name="rune">Any character.</param>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void Append(StringBuilder output, Rune rune)
    {
        if (IsInvisible(rune))
        {
            output.Append(rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}");
            return;
        }

        if (rune.Value is '"' or '\\')
        {
            output.Append('\\');
        }

        output.Append(rune.ToString());
    }
}
