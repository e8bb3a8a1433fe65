using System;

namespace MiniInit.Toml;

/// <summary>
/// A value of a TOML text. The hierarchy is closed: <see cref="TomlTable"/>, <see cref="TomlArray"/>,
/// <see cref="TomlString"/>, <see cref="TomlInteger"/>, <see cref="TomlFloat"/>, <see cref="TomlBoolean"/>,
/// <see cref="TomlOffsetDateTime"/>, <see cref="TomlLocalDateTime"/>, <see cref="TomlLocalDate"/> and
/// <see cref="TomlLocalTime"/> are all there is.
/// </summary>
public abstract class TomlValue
{
    private protected TomlValue(Place place) => Place = place;

    /// <summary>Where the value stands; line 0 for a value made by a program.</summary>
    /// <remarks>
    /// A table written as <c>[a.b]</c> has the span of its header, an array of tables that of its first header, and a
    /// table that only a longer header or a dotted key implies that of its part of the key.
    /// </remarks>
    public TomlSpan Span => Place.Span;

    /// <summary>The text it stands in; null for a value made by a program.</summary>
    public TomlSource? Source => Place.Source;

    /// <summary>The value as it is written, as UTF-8; empty for a value made by a program.</summary>
    public ReadOnlyMemory<byte> Written =>
        Place.Source is TomlSource source ? source.Utf8[Place.Start..Place.End] : default;

    /// <summary>What kind of value this is, with its article, for messages: <c>an integer</c>.</summary>
    public abstract string KindPhrase { get; }

    internal Place Place { get; set; }

    /// <summary>The containers below this one on the longest path; −1 for a value that is no container.</summary>
    internal virtual int Height => -1;

    /// <summary>Gives the value as TOML on one line.</summary>
    public override string ToString() => TomlWriter.WriteValue(this);
}
