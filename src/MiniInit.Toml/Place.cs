namespace MiniInit.Toml;

/// <summary>
/// A stretch of a source in bytes. Values keep this and not a <see cref="TomlSpan"/>: it is smaller, costs nothing
/// while reading, and lines and columns are asked for only where there is something to say about a value.
/// </summary>
internal readonly record struct Place(TomlSource? Source, int Start, int End)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Place);

    public TomlSpan Span => Source is null ? default : Source.Span(Start, End);
}
