namespace MiniInit.Toml.Reading;

/// <summary>Reads a key with its value, at the start of a line or in an inline table.</summary>
internal static class EntryReader
{
    /// <summary>Reads an entry into a table; one that stands alone up to and with the end of its line.</summary>
    public static void Read(ref Cursor cursor, Section section, bool isInline)
    {
        if (!KeyReader.Read(ref cursor, "a key"))
        {
            return;
        }

        if (cursor.Current != '=')
        {
            RefuseMissingEquals(ref cursor);
            return;
        }

        cursor.Offset++;
        cursor.SkipBlanks();
        if (cursor.IsAtNewline || cursor.Current == '#')
        {
            RefuseMissingValue(ref cursor);
            return;
        }

        // The path is gone once an inline table has been read: keep what of it is needed afterwards.
        KeyPath path = cursor.Path;
        Place key = path.Whole;
        string name = path.Name(path.Count - 1);
        Place namePlace = path.Place(path.Count - 1);
        Section owner = section;
        bool isReachable = TableTree.Descend(ref cursor, ref owner);
        TomlValue? value = cursor.IsLost ? null : ValueReader.Read(ref cursor, owner.Depth + 1);
        if (!isInline && !cursor.IsLost)
        {
            LineEnd.Read(ref cursor);
        }

        // A line that is wrong defines nothing: the right one may follow.
        if (value is not null && isReachable && !cursor.IsLost)
        {
            cursor.Work += owner.Table.LookupSteps;
            if (!owner.Table.TryAdd(new TomlEntry(name, value, namePlace.Start, namePlace.End), out int existing))
            {
                TableTree.RefuseKey(ref cursor, key, owner.Table[existing]);
            }
        }
    }

    // Messages are put together in methods of their own: what they need of the stack is not needed at every level.
    private static void RefuseMissingEquals(ref Cursor cursor)
    {
        string key = cursor.Path.Describe(cursor.Path.Count);
        Place place = cursor.Found();
        string found = cursor.Describe();
        if (cursor.Current == ':')
        {
            found += "; write \"=\" for \":\"";
            if (cursor.Open.Count == 0 && YamlList.Skip(ref cursor) is string list)
            {
                found += $", and the list as {list}";
            }
        }

        cursor.Lose(place, $"cannot read {key}: expected \"=\" after the key, found {found}");
    }

    private static void RefuseMissingValue(ref Cursor cursor)
    {
        string key = cursor.Path.Describe(cursor.Path.Count);
        cursor.Lose(cursor.Found(), $"cannot read {key}: expected a value after \"=\", found {cursor.Describe()}");
    }
}
