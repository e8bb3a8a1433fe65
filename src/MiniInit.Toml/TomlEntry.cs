namespace MiniInit.Toml;

/// <summary>One key of a table with its value.</summary>
public readonly record struct TomlEntry
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(TomlEntry);

    private readonly int _keyStart;
    private readonly int _keyEnd;

    internal TomlEntry(string key, TomlValue value, int keyStart = -1, int keyEnd = -1)
    {
        Key = key;
        Value = value;
        _keyStart = keyStart;
        _keyEnd = keyEnd;
    }

    /// <summary>The key: one part of a dotted key, without quotes and escapes. It may be empty.</summary>
    public string Key { get; }

    /// <summary>What the key stands for.</summary>
    public TomlValue Value { get; }

    /// <summary>Where the key was first written, its quotes included; line 0 in a table made by a program.</summary>
    public TomlSpan KeySpan => KeyPlace.Span;

    /// <summary>Gives the same key, where it is written, with another value of the same source.</summary>
    /// <param name="value">The value.</param>
    internal TomlEntry WithValue(TomlValue value) => new(Key, value, _keyStart, _keyEnd);

    // A key and its value stand in one source; keeping it once makes large tables a quarter smaller.
    internal Place KeyPlace => _keyStart < 0 ? default : new Place(Value.Place.Source, _keyStart, _keyEnd);
}
