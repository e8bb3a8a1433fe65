using System;

namespace MiniInit.Toml.Reading;

/// <summary>
/// The rules of which table may be opened, extended and defined by what. A header may pass through any table but an
/// inline one, and through the last element of an array of tables; it defines its table once. A dotted key may pass
/// only through tables that have no header of their own.
/// </summary>
internal static class TableTree
{
    /// <summary>Finds or makes the table of a header whose key was just read; null after an error.</summary>
    public static Section? Open(ref Cursor cursor, TomlTable root, Place header, bool isElement)
    {
        KeyPath path = cursor.Path;
        Section section = new(root, 0);
        for (int part = 0; part < path.Count - 1; part++)
        {
            if (!TryEnter(ref cursor, ref section, part))
            {
                return null;
            }
        }

        cursor.Work += section.Table.LookupSteps;
        int depth = section.Depth + (isElement ? 2 : 1);
        if (IsTooDeep(ref cursor, depth, header))
        {
            return null;
        }

        TomlTable? table = isElement
            ? AddElement(ref cursor, section.Table, header)
            : Define(ref cursor, section.Table, header);
        return table is null ? null : new Section(table, depth);
    }

    /// <summary>Goes down the dotted key just read to the table of its last part; gives false after an error.</summary>
    public static bool Descend(ref Cursor cursor, ref Section section)
    {
        KeyPath path = cursor.Path;
        for (int part = 0; part < path.Count - 1; part++)
        {
            cursor.Work += section.Table.LookupSteps;
            string name = path.Name(part);
            if (!section.Table.TryGetEntry(name, out TomlEntry entry))
            {
                if (!TryMake(ref cursor, ref section, part, TableOrigin.Dotted))
                {
                    return false;
                }
            }
            else if (entry.Value is TomlTable { Origin: TableOrigin.Dotted or TableOrigin.Implied } table)
            {
                table.Origin = TableOrigin.Dotted;
                section = new Section(table, section.Depth + 1);
            }
            else
            {
                string why = entry.Value is TomlTable { Origin: TableOrigin.Header }
                    ? $"is a table with its header at {Where(ref cursor, entry)}; put the key below that"
                    : $"is already {What(entry.Value)}, defined at {Where(ref cursor, entry)}";
                cursor.Report(
                    path.Place(part),
                    $"cannot define {path.Describe(path.Count)}: {path.Describe(part + 1)} {why}",
                    DefinedAt(entry));
                return false;
            }
        }

        return true;
    }

    /// <summary>Reports a key that its table already has.</summary>
    /// <param name="cursor">Anywhere.</param>
    /// <param name="key">The whole key, if dotted.</param>
    /// <param name="existing">The entry that has the same.</param>
    public static void RefuseKey(ref Cursor cursor, Place key, TomlEntry existing)
    {
        ReadOnlySpan<byte> written = cursor.Text[key.Start..key.End];
        string name = written.Contains((byte)'.') ? Quote.Utf8(written) : Quote.Text(existing.Key);
        bool isTable = existing.Value is TomlTable { IsInline: false } or TomlArray { IsOfTables: true };
        string message = isTable
            ? $"cannot define {name}: it is already {What(existing.Value)}, defined at {Where(ref cursor, existing)}"
            : $"cannot define {name} twice: it is first defined at {Where(ref cursor, existing)}";
        cursor.Report(key, message, DefinedAt(existing));
    }

    private static bool TryEnter(ref Cursor cursor, ref Section section, int part)
    {
        cursor.Work += section.Table.LookupSteps;
        KeyPath path = cursor.Path;
        if (!section.Table.TryGetEntry(path.Name(part), out TomlEntry entry))
        {
            return TryMake(ref cursor, ref section, part, TableOrigin.Implied);
        }

        switch (entry.Value)
        {
            case TomlTable { IsInline: false } table:
                section = new Section(table, section.Depth + 1);
                return true;
            case TomlArray { IsOfTables: true } array:
                section = new Section((TomlTable)array[array.Count - 1], section.Depth + 2);
                return true;
            default:
                cursor.Report(
                    path.Place(part),
                    $"cannot define the table {path.Describe(path.Count)}: {path.Describe(part + 1)} is already "
                    + $"{What(entry.Value)}, defined at {Where(ref cursor, entry)}",
                    DefinedAt(entry));
                return false;
        }
    }

    private static bool TryMake(ref Cursor cursor, ref Section section, int part, TableOrigin origin)
    {
        Place place = cursor.Path.Place(part);
        if (IsTooDeep(ref cursor, section.Depth + 1, place))
        {
            return false;
        }

        cursor.CountValue();
        TomlTable table = new(place, origin);
        section.Table.TryAdd(new TomlEntry(cursor.Path.Name(part), table, place.Start, place.End), out _);
        section = new Section(table, section.Depth + 1);
        return true;
    }

    private static TomlTable? Define(ref Cursor cursor, TomlTable parent, Place header)
    {
        int last = cursor.Path.Count - 1;
        string name = cursor.Path.Name(last);
        if (!parent.TryGetEntry(name, out TomlEntry entry))
        {
            cursor.CountValue();
            TomlTable made = new(header, TableOrigin.Header);
            parent.TryAdd(Entry(ref cursor, made), out _);
            return made;
        }

        if (entry.Value is TomlTable { Origin: TableOrigin.Implied } table)
        {
            table.Origin = TableOrigin.Header;
            table.Place = header;
            return table;
        }

        string place = Where(ref cursor, entry);
        string path = cursor.Path.Describe(last + 1);
        cursor.Report(
            header,
            entry.Value switch
            {
                TomlTable { Origin: TableOrigin.Header } =>
                    $"cannot define the table {path} twice: it is first defined at {place}; put all its keys there",
                TomlTable { Origin: TableOrigin.Dotted } =>
                    $"cannot define the table {path}: dotted keys define it at {place}; put all its keys there",
                TomlArray { IsOfTables: true } =>
                    $"cannot define the table {path}: it is already an array of tables, defined at {place}; "
                    + "[[ ]] adds a table to it",
                _ => $"cannot define the table {path}: it is already {What(entry.Value)}, defined at {place}",
            },
            DefinedAt(entry));
        return null;
    }

    private static TomlTable? AddElement(ref Cursor cursor, TomlTable parent, Place header)
    {
        int last = cursor.Path.Count - 1;
        string name = cursor.Path.Name(last);
        TomlArray? array;
        if (!parent.TryGetEntry(name, out TomlEntry entry))
        {
            array = new TomlArray(header, ofTables: true);
            parent.TryAdd(Entry(ref cursor, array), out _);
        }
        else
        {
            array = entry.Value as TomlArray;
            if (array is not { IsOfTables: true })
            {
                cursor.Report(
                    header,
                    $"cannot add a table to {cursor.Path.Describe(last + 1)}: it is already {What(entry.Value)}, "
                    + $"defined at {Where(ref cursor, entry)}",
                    DefinedAt(entry));
                return null;
            }
        }

        cursor.CountValue();
        TomlTable table = new(header, TableOrigin.Header);
        array.Add(table);
        return table;
    }

    private static TomlEntry Entry(ref Cursor cursor, TomlValue value)
    {
        int last = cursor.Path.Count - 1;
        Place key = cursor.Path.Place(last);
        return new TomlEntry(cursor.Path.Name(last), value, key.Start, key.End);
    }

    private static bool IsTooDeep(ref Cursor cursor, int depth, Place place)
    {
        if (depth > TomlLimits.MaximumDepth)
        {
            cursor.Report(
                place,
                $"cannot define {cursor.Path.Describe(cursor.Path.Count)}: it is nested deeper than "
                + $"{TomlLimits.MaximumDepth} levels");
            return true;
        }

        return false;
    }

    private static string Where(ref Cursor cursor, TomlEntry entry) => cursor.Locate(DefinedAt(entry));

    private static Place DefinedAt(TomlEntry entry) =>
        entry.Value is TomlTable { Origin: TableOrigin.Header } or TomlArray { IsOfTables: true }
            ? entry.Value.Place
            : entry.KeyPlace;

    private static string What(TomlValue value) => value switch
    {
        TomlTable { IsInline: true } => "an inline table",
        TomlArray { IsOfTables: true } => "an array of tables",
        TomlArray => "an array in brackets",
        _ => value.KindPhrase,
    };
}
