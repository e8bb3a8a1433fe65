using System;

namespace MiniInit.Toml.Reading;

/// <summary>Reads keys: bare, quoted, dotted.</summary>
internal static class KeyReader
{
    /// <summary>
    /// Reads a key into the path of the cursor, and the blanks after it; gives whether that went well.
    /// </summary>
    /// <param name="cursor">At the key or blanks before it.</param>
    /// <param name="what">What the key is part of, for messages.</param>
    public static bool Read(ref Cursor cursor, string what)
    {
        KeyPath path = cursor.Path;
        path.Clear();
        do
        {
            if (path.Count > 0)
            {
                cursor.Offset++;
            }

            cursor.SkipBlanks();
            int start = cursor.Offset;
            string? name = ReadPart(ref cursor, what);
            if (name is null)
            {
                return false;
            }

            if (path.Count == TomlLimits.MaximumDepth)
            {
                cursor.Lose(
                    cursor.From(start), $"cannot read {what}: a key has at most {TomlLimits.MaximumDepth} parts");
                return false;
            }

            path.Add(name, cursor.From(start));
            cursor.SkipBlanks();
        }
        while (cursor.Current == '.');
        return true;
    }

    private static string? ReadPart(ref Cursor cursor, string what)
    {
        if (cursor.Current is '"' or '\'')
        {
            if (cursor.PeekAt(1) != cursor.Current || cursor.PeekAt(2) != cursor.Current)
            {
                string? name = StringReader.Read(ref cursor, isKey: true);
                return cursor.IsLost ? null : name;
            }

            cursor.Lose(cursor.Found(), $"cannot read {what}: a key has no triple quotes; write \"…\" or '…'");
            return null;
        }

        int length = BareKey.Length(cursor.Rest);
        if (length == 0)
        {
            cursor.Lose(cursor.Found(), MissingName(ref cursor, what));
            return null;
        }

        ReadOnlySpan<byte> bare = cursor.Rest[..length];
        int next = cursor.PeekAt(length);
        if (next is < 0 or ' ' or '\t' or '.' or '=' or ']' or '\r' or '\n')
        {
            cursor.Offset += length;
            return cursor.Names.Get(bare);
        }

        if (next is not (':' or '"' or '\'' or ',' or '#' or '[' or '{' or '}'))
        {
            RefuseCharacter(ref cursor, length);
            return null;
        }

        cursor.Offset += length;
        return cursor.Names.Get(bare);
    }

    private static string MissingName(ref Cursor cursor, string what)
    {
        string expected = $"cannot read {what}: expected a key, found {cursor.Describe()}";
        return cursor.Current switch
        {
            '=' => $"cannot read {what}: there is no key before \"=\"; the empty key is written \"\"",
            '.' => $"cannot read {what}: there is no name before \".\"; the empty name is written \"\"",
            ';' or '/' => $"{expected}; comments start with #",
            _ when TypographicQuotes.Start(cursor.Rest) => $"{expected}; these are not the quotes of TOML, write \"",
            ']' or '}' or '{' or '[' or ',' or < ' ' => expected,
            _ => $"{expected}; a key that has other characters than A-Z a-z 0-9 _ - needs quotes",
        };
    }

    /// <summary>Reports a character in the midst of a bare key, and shows the key as it would be right.</summary>
    private static void RefuseCharacter(ref Cursor cursor, int length)
    {
        int whole = cursor.Rest.IndexOfAny(Characters.WrongKeyEnds);
        string quoted = Quote.Utf8(cursor.Rest[..(whole < 0 ? cursor.Rest.Length : whole)]);
        cursor.Offset += length;
        cursor.Lose(
            cursor.Found(),
            $"cannot use {cursor.Describe()} in a key without quotes: "
            + $"only A-Z a-z 0-9 _ - may be in one; write {quoted}");
    }
}
