using System;
using System.Text;

namespace MiniInit.Toml.Rendering;

/// <summary>Finds a character of a string in the text it was read from. The text is known to be right.</summary>
internal static class WrittenString
{
    /// <summary>Gives the offset in bytes of a character, or of the closing quote for the one behind the last.</summary>
    /// <param name="written">The string with its quotes.</param>
    /// <param name="character">The character, in UTF-16 units of the value.</param>
    public static int OffsetOf(ReadOnlySpan<byte> written, int character)
    {
        byte quote = written[0];
        bool isMultiline = written.Length >= 6 && written[1] == quote && written[2] == quote;
        int at = isMultiline ? 3 + NewlineLength(written[3..]) : 1;
        int passed = 0;
        while (true)
        {
            if (quote == '"' && isMultiline)
            {
                at += JoinedLength(written[at..]);
            }

            if (passed >= character)
            {
                return at;
            }

            at += Step(written[at..], isEscaped: quote == '"', out int units);
            passed += units;
        }
    }

    /// <summary>Gives how many bytes the next character has, and how many UTF-16 units it gives.</summary>
    private static int Step(ReadOnlySpan<byte> rest, bool isEscaped, out int units)
    {
        units = 1;
        if (rest[0] == '\\' && isEscaped)
        {
            bool isLong = rest[1] == 'U';
            units = isLong && !rest[2..6].SequenceEqual("0000"u8) ? 2 : 1;
            return isLong ? 10 : rest[1] == 'u' ? 6 : 2;
        }

        if (NewlineLength(rest) is int newline and > 0)
        {
            return newline;
        }

        Rune.DecodeFromUtf8(rest, out Rune rune, out int bytes);
        units = rune.Utf16SequenceLength;
        return bytes;
    }

    /// <summary>Gives the length of backslashes that end a line, with all that they join; 0 if there is none.</summary>
    private static int JoinedLength(ReadOnlySpan<byte> rest)
    {
        int length = 0;
        while (rest[length] == '\\')
        {
            int end = length + 1 + BlankLength(rest[(length + 1)..]);
            if (NewlineLength(rest[end..]) == 0)
            {
                return length;
            }

            for (int newline; (newline = NewlineLength(rest[end..])) > 0;)
            {
                end += newline;
                end += BlankLength(rest[end..]);
            }

            length = end;
        }

        return length;
    }

    private static int BlankLength(ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return length < 0 ? rest.Length : length;
    }

    private static int NewlineLength(ReadOnlySpan<byte> rest) => rest switch
    {
        [(byte)'\n', ..] => 1,
        [(byte)'\r', (byte)'\n', ..] => 2,
        _ => 0,
    };
}
