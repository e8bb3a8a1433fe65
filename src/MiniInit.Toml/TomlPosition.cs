namespace MiniInit.Toml;

/// <summary>A place in a TOML text.</summary>
/// <param name="Line">The line, from 1. 0 means: this value was made by a program and stands in no text.</param>
/// <param name="Column">The column, from 1, in Unicode scalar values (a tab is one, an accented letter is one).</param>
/// <param name="Offset">The offset from the start of the text, in bytes, from 0.</param>
public readonly record struct TomlPosition(int Line, int Column, int Offset)
{
    /// <summary>Gives the form <c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
