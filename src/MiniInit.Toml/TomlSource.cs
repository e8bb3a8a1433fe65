using System;

namespace MiniInit.Toml;

/// <summary>A TOML text with the name it goes by in messages.</summary>
public sealed class TomlSource
{
    private LineMap? _lines;

    /// <summary>Makes a source.</summary>
    /// <param name="name">The name in messages, usually the path of the file.</param>
    /// <param name="utf8">The bytes of the text. They are kept, not copied, and must not change.</param>
    public TomlSource(string name, ReadOnlyMemory<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Utf8 = utf8;
    }

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>The bytes of the text.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>What a text may start with that is not part of it: three bytes without a column.</summary>
    internal static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    internal LineMap Lines => _lines ??= new LineMap(Utf8);

    /// <summary>Gives the form <c>name:line:column</c>, without control characters; just the name for line 0.</summary>
    /// <param name="position">A place in this text.</param>
    public string Locate(TomlPosition position) =>
        position.Line == 0 ? Quote.FileName(Name) : $"{Quote.FileName(Name)}:{position}";

    /// <summary>Gives the lines and columns of a stretch of the text.</summary>
    /// <param name="start">The offset of its first byte.</param>
    /// <param name="end">The offset behind its last byte.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offsets are not within the text.</exception>
    public TomlSpan Span(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Utf8.Length);

        // The start of a text needs no map, which matters for a text that is refused for its size.
        TomlPosition first = new(1, 1, 0);
        return end == 0 ? new TomlSpan(first, first) : new TomlSpan(Lines.Locate(start), Lines.Locate(end));
    }
}
