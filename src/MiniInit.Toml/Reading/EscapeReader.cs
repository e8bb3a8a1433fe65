using System;
using System.Globalization;
using System.Text;
using MiniInit.Toml.Rendering;

namespace MiniInit.Toml.Reading;

/// <summary>Reads what a backslash starts in a string in double quotes.</summary>
internal static class EscapeReader
{
    private const string Backslash = "write \\\\ for a backslash, or put the text in '…'";

    /// <summary>
    /// Reads the escape here and appends what it stands for; of several wrong ones only the first is reported.
    /// </summary>
    public static void Read(ref Cursor cursor, bool isMultiline, ref bool hasError)
    {
        int character = cursor.PeekAt(1);
        byte plain = character switch
        {
            'b' => (byte)'\b',
            't' => (byte)'\t',
            'n' => (byte)'\n',
            'f' => (byte)'\f',
            'r' => (byte)'\r',
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            _ => 0,
        };
        if (plain != 0)
        {
            cursor.Scratch.Append(plain);
            cursor.Offset += 2;
            return;
        }

        string? problem = character switch
        {
            'u' => ReadUnicode(ref cursor, 4),
            'U' => ReadUnicode(ref cursor, 8),
            ' ' or '\t' or '\r' or '\n' when isMultiline => JoinLines(ref cursor),
            _ => Refuse(ref cursor),
        };
        if (problem is null)
        {
            return;
        }

        if (!hasError)
        {
            cursor.Report(cursor.At(cursor.Offset, Length(cursor.Rest)), problem);
            hasError = true;
        }

        cursor.Offset++;
    }

    private static string Refuse(ref Cursor cursor)
    {
        int next = cursor.PeekAt(1);
        if (next is ' ' or '\t' or '\r' or '\n' or < 0)
        {
            return "cannot read the escape: a backslash before a blank may only end a line of a \"\"\" string; "
                + Backslash;
        }

        Rune.DecodeFromUtf8(cursor.Rest[1..], out Rune rune, out _);
        StringBuilder escape = new("\\");
        Glyph.AppendEscaped(escape, rune);
        return $"cannot read the escape {Quoted(escape.ToString())}: "
            + "there are \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX; " + Backslash;
    }

    private static string? ReadUnicode(ref Cursor cursor, int digits)
    {
        int length = Length(cursor.Rest);
        string escape = Encoding.ASCII.GetString(cursor.Rest[..length]);
        if (length < 2 + digits)
        {
            return $"cannot read the escape {Quoted(escape)}: {escape[..2]} needs {digits} hexadecimal digits; "
                + Backslash;
        }

        uint value = uint.Parse(cursor.Rest[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.TryCreate(value, out Rune rune))
        {
            return $"cannot use {Quoted(escape)}: " + (value <= char.MaxValue
                ? "it is half of a surrogate pair; write the whole character as \\UXXXXXXXX"
                : "Unicode ends at \\U0010FFFF");
        }

        cursor.Scratch.Append(rune);
        cursor.Offset += length;
        return null;
    }

    /// <summary>Gives how many bytes from the backslash on belong to an escape, right or wrong.</summary>
    private static int Length(ReadOnlySpan<byte> escape)
    {
        int digits = escape switch
        {
            [_, (byte)'u', ..] => 4,
            [_, (byte)'U', ..] => 8,
            _ => 0,
        };
        if (digits == 0)
        {
            Rune.DecodeFromUtf8(escape[1..], out Rune rune, out int bytes);
            return 1 + (Rune.IsControl(rune) ? 0 : bytes);
        }

        int length = 2;
        while (length < 2 + digits && length < escape.Length && char.IsAsciiHexDigit((char)escape[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>Passes over a backslash that ends a line, and over all blanks and line ends behind it.</summary>
    private static string? JoinLines(ref Cursor cursor)
    {
        int offset = cursor.Offset;
        cursor.Offset++;
        cursor.SkipBlanks();
        if (!cursor.SkipNewline())
        {
            cursor.Offset = offset;
            return Refuse(ref cursor);
        }

        do
        {
            cursor.SkipBlanks();
        }
        while (cursor.SkipNewline());
        return null;
    }

    // Not through Quote, which would double the backslash that the message is about.
    private static string Quoted(string escape) => $"\"{escape}\"";
}
