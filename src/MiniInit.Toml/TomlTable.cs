using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Toml;

/// <summary>A table: keys with values, in the order of the text. A tree read from a text never changes.</summary>
#pragma warning disable CA1710 // the name should end in Collection: TOML calls it a table
public sealed class TomlTable : TomlValue, IReadOnlyList<TomlEntry>
#pragma warning restore CA1710
{
    /// <summary>Up to so many keys a search in order is faster than hashing, and most tables are that small.</summary>
    private const int LinearSearchLimit = 16;

    private TomlEntry[] _entries = [];
    private Dictionary<string, int>? _index;
    private short _height = -1;

    /// <summary>Makes a table that stands in no text.</summary>
    /// <param name="entries">Keys and values, in order.</param>
    /// <param name="isInline">Whether <see cref="TomlWriter"/> is to write it as <c>{ … }</c> on one line.</param>
    /// <exception cref="ArgumentException">
    /// A key comes twice or holds half of a surrogate pair, or the values are nested deeper than
    /// <see cref="TomlLimits.MaximumDepth"/>.
    /// </exception>
    public TomlTable(IEnumerable<KeyValuePair<string, TomlValue>> entries, bool isInline = false)
        : base(default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Origin = isInline ? TableOrigin.Inline : TableOrigin.Header;
        foreach ((string key, TomlValue value) in entries)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(entries));
            if (!TryAdd(new TomlEntry(WellFormed.Checked(key, nameof(entries)), value), out _))
            {
                throw new ArgumentException($"The key {Quote.Text(key)} comes twice.", nameof(entries));
            }
        }

        Depth.Check(Height, nameof(entries));
    }

    internal TomlTable(Place place, TableOrigin origin)
        : base(place) => Origin = origin;

    /// <summary>The number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the table is written as <c>{ … }</c>.</summary>
    public bool IsInline => Origin == TableOrigin.Inline;

    /// <inheritdoc/>
    public override string KindPhrase => "a table";

    internal TableOrigin Origin { get; set; }

    internal ReadOnlySpan<TomlEntry> Entries => _entries.AsSpan(0, Count);

    internal override int Height => _height >= 0 ? _height : _height = (short)Depth.Above(Entries);

    /// <summary>Gives a key with its value by its place in the order.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public TomlEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _entries[index];
        }
    }

    /// <summary>Looks up a key.</summary>
    /// <param name="key">The key; letter case counts.</param>
    /// <param name="value">Its value, if the table has it.</param>
    /// <returns>Whether the table has the key.</returns>
    public bool TryGetValue(string key, [NotNullWhen(true)] out TomlValue? value)
    {
        bool found = TryGetEntry(key, out TomlEntry entry);
        value = entry.Value;
        return found;
    }

    /// <summary>Looks up a key, with the place where it is written.</summary>
    /// <param name="key">The key; letter case counts.</param>
    /// <param name="entry">The entry, if the table has it.</param>
    /// <returns>Whether the table has the key.</returns>
    public bool TryGetEntry(string key, out TomlEntry entry)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = Find(key);
        entry = index >= 0 ? _entries[index] : default;
        return index >= 0;
    }

    /// <summary>
    /// Lays another table over this one: tables merge key by key, anything else replaces what was there. Keys keep the
    /// order of this table, new ones follow, and every key and value keeps the place it was read from.
    /// </summary>
    /// <param name="upper">The table on top.</param>
    /// <param name="merge">
    /// Merges two tables of the same key, the lower one first; null merges them as these two. It gives a table that
    /// was made from them.
    /// </param>
    /// <returns>A new table; neither of the two changes.</returns>
    public TomlTable Overlay(TomlTable upper, Func<string, TomlTable, TomlTable, TomlTable>? merge = null)
    {
        ArgumentNullException.ThrowIfNull(upper);
        merge ??= static (_, below, above) => below.Overlay(above);
        TomlTable merged = new(Place, Origin);
        foreach (TomlEntry entry in Entries)
        {
            TomlEntry result = !upper.TryGetEntry(entry.Key, out TomlEntry over) ? entry
                : entry.Value is TomlTable below && over.Value is TomlTable above ? entry.WithValue(merge(entry.Key, below, above))
                : over;
            merged.TryAdd(result, out _);
        }

        foreach (TomlEntry entry in upper.Entries)
        {
            merged.TryAdd(entry, out _);
        }

        return merged;
    }

    /// <summary>Gives the table without some keys; every key and value keeps the place it was read from.</summary>
    /// <param name="isLeftOut">Whether a key is left out.</param>
    public TomlTable Without(Predicate<string> isLeftOut)
    {
        ArgumentNullException.ThrowIfNull(isLeftOut);
        TomlTable rest = new(Place, Origin);
        foreach (TomlEntry entry in Entries)
        {
            if (!isLeftOut(entry.Key))
            {
                rest.TryAdd(entry, out _);
            }
        }

        return rest;
    }

    /// <summary>Walks over the entries in order.</summary>
    public IEnumerator<TomlEntry> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return _entries[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many keys a look-up compares at most, for <see cref="TomlDocument.Work"/>.</summary>
    internal int LookupSteps => _index is null ? Count + 1 : 1;

    /// <summary>Adds an entry, or gives the place of the one that already has its key.</summary>
    internal bool TryAdd(in TomlEntry entry, out int existing)
    {
        existing = -1;
        if (_index is null)
        {
            existing = Find(entry.Key);
        }
        else if (!_index.TryAdd(entry.Key, Count))
        {
            existing = _index[entry.Key];
        }

        if (existing >= 0)
        {
            return false;
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(2, Count * 2));
        }

        _entries[Count++] = entry;
        if (_index is null && Count > LinearSearchLimit)
        {
            BuildIndex();
        }

        return true;
    }

    private int Find(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out int index) ? index : -1;
        }

        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(Count * 2);
        for (int i = 0; i < Count; i++)
        {
            _index.Add(_entries[i].Key, i);
        }
    }
}
