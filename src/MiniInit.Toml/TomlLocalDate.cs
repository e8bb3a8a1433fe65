namespace MiniInit.Toml;

/// <summary>A date without time and offset: <c>1979-05-27</c>.</summary>
public sealed class TomlLocalDate : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The value.</param>
    public TomlLocalDate(TomlDate value)
        : this(value, default)
    {
    }

    internal TomlLocalDate(TomlDate value, Place place)
        : base(place) => Value = value;

    /// <summary>The value.</summary>
    public TomlDate Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a date";
}
