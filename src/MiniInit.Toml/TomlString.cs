using System;

namespace MiniInit.Toml;

/// <summary>A string.</summary>
public sealed class TomlString : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="value">The string.</param>
    /// <exception cref="ArgumentException">
    /// The string holds half of a surrogate pair, which TOML cannot express.
    /// </exception>
    public TomlString(string value)
        : this(WellFormed.Checked(value, nameof(value)), default)
    {
    }

    internal TomlString(string value, Place place)
        : base(place) => Value = value;

    /// <summary>The string, escapes resolved. Line ends within it are LF, also where the text has CRLF.</summary>
    public string Value { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a string";
}
