namespace MiniInit.Toml;

/// <summary>A stretch of a TOML text.</summary>
/// <param name="Start">The place of its first character.</param>
/// <param name="End">The place just behind its last character.</param>
public readonly record struct TomlSpan(TomlPosition Start, TomlPosition End)
{
    /// <summary>Gives the form <c>line:column-line:column</c>.</summary>
    public override string ToString() => $"{Start}-{End}";
}
