using System;

namespace MiniInit.Toml.Reading;

/// <summary>Reads the values without quotes and brackets: numbers, booleans, dates and times.</summary>
internal static class ScalarReader
{
    public static TomlValue? Read(ref Cursor cursor)
    {
        int start = cursor.Offset;
        ReadOnlySpan<byte> token = Token(cursor.Rest);
        if (token.IsEmpty || token[0] == '=')
        {
            cursor.Lose(cursor.Found(), $"cannot read the value: expected one, found {cursor.Describe()}");
            return null;
        }

        TomlValue? value = Interpret(token, cursor.At(start, token.Length), cursor.Scratch);
        if (value is null)
        {
            Refuse(ref cursor, start, token);
            return null;
        }

        cursor.Offset += token.Length;
        return value;
    }

    private static TomlValue? Interpret(ReadOnlySpan<byte> token, Place place, ByteBuffer scratch)
    {
        switch (token[0])
        {
            case (byte)'t':
                return token.SequenceEqual("true"u8) ? new TomlBoolean(true, place) : null;
            case (byte)'f':
                return token.SequenceEqual("false"u8) ? new TomlBoolean(false, place) : null;
            case (byte)'+' or (byte)'-' or (byte)'i' or (byte)'n' or (>= (byte)'0' and <= (byte)'9'):
                return DateReader.IsDateLike(token)
                    ? DateReader.Read(token, place)
                    : NumberReader.Read(token, place, scratch);
            default:
                return null;
        }
    }

    private static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOfAny(Characters.ScalarEnds);
        if (length < 0)
        {
            return rest;
        }

        // A space may stand between a date and a time.
        if (length == DateReader.DateLength
            && rest[length] == ' '
            && rest.Length > length + 2
            && char.IsAsciiDigit((char)rest[length + 1])
            && DateReader.IsDateLike(rest[..length]))
        {
            int more = rest[(length + 1)..].IndexOfAny(Characters.ScalarEnds);
            length = more < 0 ? rest.Length : length + 1 + more;
        }

        return rest[..length];
    }

    private static void Refuse(ref Cursor cursor, int start, ReadOnlySpan<byte> token)
    {
        bool isNested = cursor.Open.Count > 0;
        if (isNested && RefuseStatement(ref cursor))
        {
            return;
        }

        int length = cursor.Rest.IndexOfAny(isNested ? Characters.NestedWordEnds : Characters.WordEnds);
        ReadOnlySpan<byte> word = cursor.Rest[..(length < 0 ? cursor.Rest.Length : length)].TrimEnd(" \t"u8);

        // What is wrong with a number shows in itself; a text without quotes may go on behind a space.
        bool isNumber = token[0] is (byte)'+' or (byte)'-' or (byte)'.' || char.IsAsciiDigit((char)token[0]);
        ReadOnlySpan<byte> wrong = isNumber ? token : word;
        cursor.Offset += wrong.Length;
        cursor.Report(cursor.From(start), ScalarProblem.Explain(wrong));
        cursor.Offset += Math.Max(0, word.Length - wrong.Length);
    }

    /// <summary>
    /// Reports a key that starts its line, or a header that does so without indentation, where a value should be: then
    /// a bracket before it was not closed. The bracket of such a header was taken for that of an inner array.
    /// </summary>
    private static bool RefuseStatement(ref Cursor cursor)
    {
        ReadOnlySpan<byte> before = cursor.Text[..cursor.Offset];
        ReadOnlySpan<byte> line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        bool isHeader = !line.IsEmpty && line.Trim((byte)'[').IsEmpty;
        int start = cursor.Offset - (isHeader ? line.Length : 0);
        if ((!isHeader && !line.Trim(" \t"u8).IsEmpty) || !Recovery.IsStatement(cursor.Text[start..]))
        {
            return false;
        }

        Place open = cursor.At(cursor.Open.Start(within: isHeader ? line.Length : 0), 1);
        cursor.Lose(
            cursor.Found(),
            $"cannot read the value: expected one, found a new {(isHeader ? "header" : "key")}; does the bracket at "
            + $"{cursor.Locate(open)} lack its closing one?",
            open);
        return true;
    }
}
