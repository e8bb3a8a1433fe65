using System;
using System.Text;

namespace MiniInit.Toml.Writing;

/// <summary>Writes the lines of a table: first what takes one line or has to, then the tables with headers.</summary>
internal static class TablePrinter
{
    /// <summary>Appends the keys of a table and the tables in it, without its own header.</summary>
    /// <param name="output">What to append to.</param>
    /// <param name="table">The table.</param>
    /// <param name="path">Its key as in a header; empty for the root.</param>
    public static void Append(StringBuilder output, TomlTable table, string path)
    {
        int plain = CountPlain(table);
        for (int i = 0; i < plain; i++)
        {
            TomlEntry entry = table.Entries[i];
            StringPrinter.AppendKey(output, entry.Key);
            output.Append(" = ");
            ValuePrinter.AppendLines(output, entry.Value);
            output.Append('\n');
        }

        for (int i = plain; i < table.Count; i++)
        {
            AppendWithHeader(output, table.Entries[i], path);
        }
    }

    private static void AppendWithHeader(StringBuilder output, TomlEntry entry, string parent)
    {
        StringBuilder key = new(parent);
        key.Append(parent.Length == 0 ? "" : ".");
        StringPrinter.AppendKey(key, entry.Key);
        string path = key.ToString();
        if (entry.Value is TomlArray array)
        {
            foreach (TomlValue element in array.Elements)
            {
                AppendHeader(output, "[[", path, "]]");
                Append(output, (TomlTable)element, path);
            }

            return;
        }

        // A table that only holds tables is implied by their headers.
        TomlTable table = (TomlTable)entry.Value;
        if (table.Count == 0 || CountPlain(table) > 0)
        {
            AppendHeader(output, "[", path, "]");
        }

        Append(output, table, path);
    }

    private static void AppendHeader(StringBuilder output, string open, string path, string close)
    {
        output.Append(output.Length == 0 ? "" : "\n").Append(open).Append(path).Append(close).Append('\n');
    }

    /// <summary>Gives how many entries cannot stand behind a header: all up to the last that has none.</summary>
    private static int CountPlain(TomlTable table)
    {
        int plain = table.Count;
        while (plain > 0 && HasHeader(table.Entries[plain - 1].Value))
        {
            plain--;
        }

        return plain;
    }

    private static bool HasHeader(TomlValue value)
    {
        if (value is not TomlArray array)
        {
            return value is TomlTable { IsInline: false };
        }

        foreach (TomlValue element in array.Elements)
        {
            if (element is not TomlTable { IsInline: false })
            {
                return false;
            }
        }

        return array.Count > 0;
    }
}
