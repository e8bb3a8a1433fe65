namespace MiniInit.CommandLines;

/// <summary>An option as it stands on the command line.</summary>
/// <param name="letter">Which one it is.</param>
/// <param name="value">Its value, empty if it takes none.</param>
/// <param name="written">Its name as the user wrote it: <c>-x</c> or <c>--name</c>.</param>
internal readonly struct GivenOption(char letter, string value, string written)
{
    public char Letter => letter;

    public string Value => value;

    public string Written => written;

    /// <summary>The option with its value, to be shown.</summary>
    public string Shown => value.Length == 0 ? written : $"{written} {Escaped.Text(value)}";
}
