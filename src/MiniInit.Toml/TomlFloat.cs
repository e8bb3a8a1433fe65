namespace MiniInit.Toml;

/// <summary>A floating-point number; infinities and NaN are among them.</summary>
public sealed class TomlFloat : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The value.</param>
    public TomlFloat(double value)
        : this(value, default)
    {
    }

    internal TomlFloat(double value, Place place)
        : base(place) => Value = value;

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a float";
}
