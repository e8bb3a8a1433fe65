using System;
using System.Text;
using MiniInit.Toml.Rendering;

namespace MiniInit.Toml;

/// <summary>Text of a file within a message: in quotes, cut when long, and harmless to a terminal.</summary>
internal static class Quote
{
    public static string Text(ReadOnlySpan<char> text)
    {
        StringBuilder output = new("\"");
        Append(output, text);
        return output.Append('"').ToString();
    }

    public static string Utf8(ReadOnlySpan<byte> text)
    {
        // The first bytes are enough for all the characters that a quotation may have.
        ReadOnlySpan<byte> head = text[..Math.Min(text.Length, (TomlLimits.MaximumQuoted + 1) * 4)];
        return Text(Encoding.UTF8.GetString(head));
    }

    /// <summary>Gives a file name as it may stand in a message: whole, but without control characters.</summary>
    public static string FileName(string name)
    {
        StringBuilder output = new(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            Glyph.AppendEscaped(output, rune);
        }

        return output.ToString();
    }

    private static void Append(StringBuilder output, ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (count++ == TomlLimits.MaximumQuoted)
            {
                output.Append('…');
                return;
            }

            if (rune.Value is '"' or '\\')
            {
                output.Append('\\');
            }

            Glyph.AppendEscaped(output, rune);
        }
    }
}
