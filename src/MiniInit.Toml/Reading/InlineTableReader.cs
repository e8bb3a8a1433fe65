namespace MiniInit.Toml.Reading;

/// <summary>Reads <c>{ … }</c>, which stands on one line.</summary>
internal static class InlineTableReader
{
    public static TomlTable? Read(ref Cursor cursor, int depth)
    {
        int start = cursor.Offset;
        if (depth > TomlLimits.MaximumDepth)
        {
            ArrayReader.RefuseDepth(ref cursor, "inline table");
            return null;
        }

        cursor.Open.Push(start);
        cursor.Offset++;
        TomlTable table = new(default, TableOrigin.Inline);
        cursor.SkipBlanks();
        if (cursor.Current != '}')
        {
            ReadEntries(ref cursor, new Section(table, depth));
        }

        if (cursor.IsLost)
        {
            return null;
        }

        cursor.Offset++;
        cursor.Open.Pop();
        table.Place = cursor.From(start);
        return table;
    }

    private static void ReadEntries(ref Cursor cursor, Section section)
    {
        while (!RefuseLineEnd(ref cursor))
        {
            EntryReader.Read(ref cursor, section, isInline: true);
            if (cursor.IsLost)
            {
                return;
            }

            cursor.SkipBlanks();
            if (cursor.Current == '}' || RefuseLineEnd(ref cursor))
            {
                return;
            }

            if (cursor.Current != ',')
            {
                RefuseMissingComma(ref cursor);
                return;
            }

            Place comma = cursor.Found();
            cursor.Offset++;
            cursor.SkipBlanks();
            if (cursor.Current == '}')
            {
                cursor.Report(comma, "cannot end the inline table with a comma: remove it");
                return;
            }
        }
    }

    private static void RefuseMissingComma(ref Cursor cursor) => cursor.Lose(
        cursor.Found(), $"cannot read the inline table: expected \",\" or \"}}\", found {cursor.Describe()}");

    private static bool RefuseLineEnd(ref Cursor cursor)
    {
        if (cursor.IsAtNewline || cursor.Current == '#')
        {
            cursor.Lose(
                cursor.Found(),
                "cannot read the inline table: it has no closing \"}\" in its line; "
                + "for one of several lines write a [table] header, and each key on its own line");
            return true;
        }

        return false;
    }
}
