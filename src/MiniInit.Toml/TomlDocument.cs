using System;
using System.Collections.Generic;
using MiniInit.Toml.Reading;

namespace MiniInit.Toml;

/// <summary>A TOML text that has been read: its tree and its errors.</summary>
public sealed class TomlDocument
{
    private TomlDocument(TomlSource source, TomlTable root, IReadOnlyList<TomlDiagnostic> diagnostics, long work, int values)
    {
        Source = source;
        Root = root;
        Diagnostics = diagnostics;
        Work = work;
        ValueCount = values;
    }

    /// <summary>The text that was read.</summary>
    public TomlSource Source { get; }

    /// <summary>The tree. Where there are errors it holds what could be read, and is not to be relied on.</summary>
    public TomlTable Root { get; }

    /// <summary>The errors in the order of their places; none if the text is valid TOML 1.0.</summary>
    public IReadOnlyList<TomlDiagnostic> Diagnostics { get; }

    /// <summary>How many values and tables were read.</summary>
    public int ValueCount { get; }

    /// <summary>Whether the text has errors.</summary>
    public bool HasErrors => Diagnostics.Count > 0;

    /// <summary>
    /// Lines, keys compared, and bytes passed over after errors; tests check that they grow linearly.
    /// </summary>
    internal long Work { get; }

    /// <summary>Reads a text. Never throws for what is in it, whatever the bytes are.</summary>
    /// <param name="utf8">
    /// The bytes, UTF-8 with or without a byte order mark. They are kept, not copied, and must not change.
    /// </param>
    /// <param name="sourceName">The name in messages, usually the path of the file.</param>
    /// <param name="maximumValues">
    /// How many values and tables the tree may have, 1 or more; a text with more is an error. A value takes some hundred
    /// bytes of memory, and two bytes of text are enough for one: who reads what others wrote sets a bound.
    /// </param>
    public static TomlDocument Parse(
        ReadOnlyMemory<byte> utf8, string sourceName, int maximumValues = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumValues, 1);
        TomlSource source = new(sourceName, utf8);
        ErrorList errors = new(source);
        TomlTable root = DocumentReader.Read(source, errors, maximumValues, out long work, out int values);
        return new TomlDocument(source, root, errors.Finish(), work, values);
    }
}
