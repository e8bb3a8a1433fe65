namespace MiniInit.Toml;

/// <summary>A time of day without date and offset: <c>07:32:00</c>.</summary>
public sealed class TomlLocalTime : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The value.</param>
    public TomlLocalTime(TomlTime value)
        : this(value, default)
    {
    }

    internal TomlLocalTime(TomlTime value, Place place)
        : base(place) => Value = value;

    /// <summary>The value.</summary>
    public TomlTime Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a time";
}
