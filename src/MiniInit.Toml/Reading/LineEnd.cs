using System;

namespace MiniInit.Toml.Reading;

/// <summary>What may follow a statement: blanks, a comment, the end of the line.</summary>
internal static class LineEnd
{
    /// <summary>Passes over the end of a statement up to and with the end of its line.</summary>
    public static void Read(ref Cursor cursor)
    {
        int end = cursor.Offset;
        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            SkipComment(ref cursor);
        }

        if (cursor.SkipNewline() || cursor.IsAtEnd || cursor.IsLost)
        {
            return;
        }

        bool isAdjacent = cursor.Offset == end && end > 0;
        string hint = (cursor.Current, isAdjacent ? (char)cursor.Text[end - 1] : ' ') switch
        {
            (',', _) => "; only arrays and inline tables have commas",
            ('\r', _) => "; lines end with LF or CR LF",
            ('/', _) => "; comments start with #",
            (';', _) => "; lines end without it",
            (_, '"') => "; within \"…\" a quote is written \\\"",
            (_, '\'') => "; for a text with ' in it take \"…\"",
            _ => "",
        };
        cursor.Lose(cursor.Found(), $"cannot read on: expected the end of the line, found {cursor.Describe()}{hint}");
    }

    /// <summary>
    /// Passes over blanks, line ends and comments, as they may stand between the elements of an array.
    /// </summary>
    public static void SkipAll(ref Cursor cursor)
    {
        do
        {
            cursor.SkipBlanks();
            if (cursor.Current == '#')
            {
                SkipComment(ref cursor);
            }
        }
        while (!cursor.IsLost && cursor.SkipNewline());
    }

    private static void SkipComment(ref Cursor cursor)
    {
        int length = cursor.Rest.IndexOfAny(Characters.Controls);
        if (length < 0)
        {
            cursor.Offset = cursor.Text.Length;
            return;
        }

        cursor.Offset += length;
        if (cursor.IsAtNewline)
        {
            return;
        }

        cursor.Report(cursor.Found(), $"cannot use {Characters.Name(cursor.Current)} in a comment: remove it");
        int toEnd = cursor.Rest.IndexOf((byte)'\n');
        cursor.Offset = toEnd < 0 ? cursor.Text.Length : cursor.Offset + toEnd;
    }
}
