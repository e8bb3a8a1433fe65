using System;

namespace MiniInit.Toml.Reading;

/// <summary>
/// Finds the line to read on with after an error. Behind an error within brackets that go on over lines, those lines
/// would all look wrong; so there it goes behind the closing bracket, or to a line before that which looks like a
/// statement and is not indented more than the one with the error.
/// </summary>
internal static class Recovery
{
    /// <summary>How far the end of a string is looked for: each error may look once.</summary>
    private const int MostLinesOfString = 256;

    /// <summary>Leaves a statement that cannot be read.</summary>
    /// <param name="cursor">At the error.</param>
    /// <param name="start">Where the statement started.</param>
    /// <param name="indent">How many blanks were before it.</param>
    public static void Skip(ref Cursor cursor, int start, int indent)
    {
        int nesting = cursor.Open.Count;
        if (nesting > 0 && cursor.IsLineBelow(start))
        {
            int lineStart = cursor.Text[..cursor.Offset].LastIndexOf((byte)'\n') + 1;
            nesting -= Balance(cursor.Text[lineStart..cursor.Offset]);
            cursor.Offset = lineStart;
        }
        else
        {
            nesting += Balance(Line(cursor.Rest));
            cursor.SkipLine();
        }

        cursor.Resume();
        while (nesting > 0 && !cursor.IsAtEnd)
        {
            ReadOnlySpan<byte> line = Line(cursor.Rest);
            ReadOnlySpan<byte> content = line.TrimStart(" \t"u8);
            int balance = Balance(content);
            if (line.Length - content.Length <= indent && balance >= 0 && IsStatement(content))
            {
                return;
            }

            nesting += balance;
            cursor.SkipLine();
        }
    }

    /// <summary>
    /// Goes to the line with just the quote that closes a string which was meant to go on over lines, if there is one
    /// before the next statement: what is between is no TOML, and would give an error for each line.
    /// </summary>
    public static void SkipLinesOfString(ref Cursor cursor, byte quote)
    {
        ReadOnlySpan<byte> rest = cursor.Rest;
        int at = Line(rest).Length + 1;
        for (int count = 0; at < rest.Length && count < MostLinesOfString; count++)
        {
            ReadOnlySpan<byte> line = Line(rest[at..]);
            if (line.Trim(" \t\r"u8) is [byte only] && only == quote)
            {
                cursor.Offset += at;
                break;
            }

            if (IsStatement(line.TrimStart(" \t"u8)))
            {
                break;
            }

            at += line.Length + 1;
        }

        cursor.Work += Math.Min(at, rest.Length);
    }

    /// <summary>Whether a text starts with a line that reads as a header or a key with "=".</summary>
    public static bool IsStatement(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> line = Line(text).TrimEnd(" \t\r"u8);
        if (line is [(byte)'[', ..])
        {
            ReadOnlySpan<byte> header = AfterKey(line.TrimStart((byte)'['));
            ReadOnlySpan<byte> end = header.TrimStart((byte)']').TrimStart(" \t"u8);
            return header is [(byte)']', ..] && end is [] or [(byte)'#', ..];
        }

        // A statement does not end with a comma; an element of a table written by mistake over several lines does.
        return AfterKey(line) is [(byte)'=', ..] && line is not [.., (byte)','];
    }

    /// <summary>Whether a line is a key with "=", and nothing behind it.</summary>
    public static bool IsKeyAndEquals(ReadOnlySpan<byte> line) => AfterKey(line.Trim(" \t"u8)) is [(byte)'='];

    /// <summary>Gives what follows a dotted key and blanks.</summary>
    private static ReadOnlySpan<byte> AfterKey(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length)
        {
            byte b = text[length];
            if (b is (byte)'"' or (byte)'\'')
            {
                int close = text[(length + 1)..].IndexOf(b);
                if (close < 0)
                {
                    return [];
                }

                length += close + 2;
            }
            else if (BareKey.Has(b) || b is (byte)'.' or (byte)' ' or (byte)'\t')
            {
                length++;
            }
            else
            {
                break;
            }
        }

        return length == 0 ? [] : text[length..];
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text)
    {
        int newline = text.IndexOf((byte)'\n');
        return newline < 0 ? text : text[..newline];
    }

    /// <summary>Gives how many brackets more a line opens than it closes, outside of strings and comments.</summary>
    private static int Balance(ReadOnlySpan<byte> line)
    {
        int balance = 0;
        for (int i = 0; i < line.Length && line[i] != '#'; i++)
        {
            switch (line[i])
            {
                case (byte)'[' or (byte)'{':
                    balance++;
                    break;
                case (byte)']' or (byte)'}':
                    balance--;
                    break;
                case (byte)'"' or (byte)'\'':
                    int length = line[(i + 1)..].IndexOf(line[i]);
                    i += length < 0 ? 0 : length + 1;
                    break;
                default:
                    break;
            }
        }

        return balance;
    }
}
