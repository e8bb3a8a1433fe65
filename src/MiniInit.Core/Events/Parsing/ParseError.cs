using System;
using System.Text;

namespace MiniInit.Core.Events.Parsing;

/// <summary>Why a text is no expression.</summary>
/// <param name="Offset">Where in the text, in UTF-16 units; its length where something lacks at its end.</param>
/// <param name="Length">How many characters are meant; 0 where something lacks.</param>
/// <param name="Message">What is wrong and what would be right: <c>cannot …: …</c>.</param>
public readonly record struct ParseError(int Offset, int Length, string Message)
{
    /// <summary>
    /// Gives the message, the line it is about, and carets beneath. Lines are separated by LF, none follows the last.
    /// What could steer a terminal is shown as an escape, a long line in part.
    /// </summary>
    /// <param name="text">The text that was read.</param>
    public string Render(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int start = Math.Clamp(Offset, 0, text.Length);
        int lineStart = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.IndexOf('\n', start);
        lineEnd = lineEnd < 0 ? text.Length : lineEnd;
        int end = Math.Clamp(Offset + Length, start, lineEnd);

        int from = Math.Max(lineStart, start - (EventLimits.ExcerptLength / 2));
        int to = Math.Min(lineEnd, from + EventLimits.ExcerptLength);
        end = Math.Min(end, to);
        string before = (from > lineStart ? "…" : "") + PrintableText.Escape(text.AsSpan(from..start));
        string marked = PrintableText.Escape(text.AsSpan(start..end));
        string after = PrintableText.Escape(text.AsSpan(end..to)) + (to < lineEnd ? "…" : "");
        StringBuilder output = new(Message);
        output.Append("\n  | ").Append(before).Append(marked).Append(after);
        while (output[^1] == ' ')
        {
            output.Length--;
        }

        output.Append("\n  | ").Append(' ', before.Length).Append('^', Math.Max(1, marked.Length));
        return output.ToString();
    }
}
