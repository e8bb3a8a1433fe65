namespace MiniInit.Toml;

/// <summary>An integer of 64 bits.</summary>
public sealed class TomlInteger : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The value.</param>
    public TomlInteger(long value)
        : this(value, default)
    {
    }

    internal TomlInteger(long value, Place place)
        : base(place) => Value = value;

    /// <summary>The value.</summary>
    public long Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "an integer";
}
