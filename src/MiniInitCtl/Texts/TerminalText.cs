using System;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Ctl.Texts;

/// <summary>Foreign text made harmless to a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Shows what could steer a terminal, or makes a line read as what it is not, as an escape.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="keepsTabs">Whether tabs stay: in the output of jobs they are no surprise.</param>
    public static string Escape(string text, bool keepsTabs = false)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder output = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSteering = Quotation.IsInvisible(rune) && !(keepsTabs && rune.Value == '\t');
            output.Append(!isSteering ? rune.ToString() : rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}");
        }

        return output.ToString();
    }
}
