using System.Globalization;

namespace MiniInit.Ctl.Rendering;

/// <summary>Texts on a line of a terminal.</summary>
internal static class TextWidth
{
    /// <summary>Cuts a text that is longer than a line; a line that wraps cannot be taken back.</summary>
    /// <param name="text">Without control characters.</param>
    /// <param name="columns">How many there are.</param>
    public static string Cut(string text, int columns)
    {
        StringInfo characters = new(text);
        return characters.LengthInTextElements <= columns
            ? text
            : characters.SubstringByTextElements(0, System.Math.Max(0, columns));
    }
}
