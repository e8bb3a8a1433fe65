using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>A job of a configuration: its definition, or the fact that it is invalid.</summary>
public sealed class JobEntry
{
    private readonly TomlSource _source;

    internal JobEntry(string name, JobDefinition? definition, TomlTable table, TomlSource source, IReadOnlyList<string> files)
    {
        Name = name;
        Definition = definition;
        Files = files;
        Table = table;
        _source = source;
    }

    /// <summary>The job's name.</summary>
    public string Name { get; }

    /// <summary>The definition; null for a job that is invalid, for which there are errors.</summary>
    public JobDefinition? Definition { get; }

    /// <summary>The files it comes from, the lowest layer first.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>All its files laid over each other.</summary>
    internal TomlTable Table { get; }

    /// <summary>Gives a key with its value; null where it is not written.</summary>
    /// <param name="key">The key, with dots between those within tables.</param>
    internal TomlEntry? Find(string key)
    {
        TomlTable? table = Table;
        TomlEntry entry = default;
        foreach (string part in key.Split('.'))
        {
            if (table is null || !table.TryGetEntry(part, out entry))
            {
                return null;
            }

            table = entry.Value as TomlTable;
        }

        return entry;
    }

    /// <summary>Gives the place of a key, or of an element of its list; that of the job where it is not written.</summary>
    /// <param name="key">The key, with dots between those within tables.</param>
    /// <param name="index">The element, from 0; −1 for the key itself.</param>
    internal (TomlSource Source, TomlSpan Span) PlaceOf(string key, int index = -1)
    {
        if (Find(key) is not TomlEntry entry)
        {
            return (Table.Source ?? _source, Table.Span);
        }

        return entry.Value is TomlArray array && index >= 0 && index < array.Count
            ? (array[index].Source ?? _source, array[index].Span)
            : (entry.Value.Source ?? _source, entry.KeySpan);
    }
}
