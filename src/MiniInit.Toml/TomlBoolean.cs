namespace MiniInit.Toml;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class TomlBoolean : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The value.</param>
    public TomlBoolean(bool value)
        : this(value, default)
    {
    }

    internal TomlBoolean(bool value, Place place)
        : base(place) => Value = value;

    /// <summary>The value.</summary>
    public bool Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a boolean";
}
