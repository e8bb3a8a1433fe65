using System;
using System.Buffers;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Core.Events.Parsing;

/// <summary>Text of a user as a message can show it.</summary>
internal static class PrintableText
{
    /// <summary>Puts a word in quotes, cut if it is long.</summary>
    public static string Quote(string word) => $"\"{Cut(word)}\"";

    /// <summary>Gives a word, cut if it is long.</summary>
    public static string Cut(string word) => word.Length > EventLimits.MaximumQuoted
        ? Escape(word.AsSpan(0, EventLimits.MaximumQuoted)) + "…"
        : Escape(word);

    /// <summary>
    /// Replaces what could steer a terminal, or makes a line read as what it is not; a tab becomes a space.
    /// </summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        StringBuilder output = new(text.Length);
        while (!text.IsEmpty)
        {
            bool isWhole = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == OperationStatus.Done;
            if (isWhole && rune.Value == '\t')
            {
                output.Append(' ');
            }
            else if (isWhole && !Quotation.IsInvisible(rune))
            {
                output.Append(text[..length]);
            }
            else
            {
                output.Append(isWhole && !rune.IsBmp ? $"\\U{rune.Value:X8}" : $"\\u{(int)text[0]:X4}");
            }

            text = text[length..];
        }

        return output.ToString();
    }
}
