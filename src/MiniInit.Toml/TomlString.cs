using System;
using MiniInit.Toml.Rendering;

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

    /// <summary>Gives the place of a part of the string, escapes and line ends counted as they are written.</summary>
    /// <param name="start">The first character, from 0.</param>
    /// <param name="length">How many characters; 0 gives the place before <paramref name="start"/>.</param>
    /// <returns>Line 0 for a value made by a program.</returns>
    /// <exception cref="ArgumentOutOfRangeException">This is not within <see cref="Value"/>.</exception>
    public TomlSpan SpanOf(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Value.Length - start);
        if (Place.Source is not TomlSource source)
        {
            return default;
        }

        ReadOnlySpan<byte> written = Written.Span;
        int first = WrittenString.OffsetOf(written, start);
        int end = length == 0 ? first : WrittenString.OffsetOf(written, start + length);
        return source.Span(Place.Start + first, Place.Start + Math.Max(first, end));
    }

    /// <inheritdoc/>
    public override string KindPhrase => "a string";
}
