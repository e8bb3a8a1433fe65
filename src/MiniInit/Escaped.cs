using System;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit;

/// <summary>
/// Foreign text made fit for a terminal: what <see cref="Quotation.IsInvisible"/> means as <c>\x1b</c>, bad UTF-8 as U+FFFD.
/// </summary>
internal static class Escaped
{
    /// <summary>The longest that one character becomes: <c>\U000e0001</c>.</summary>
    public const int MostPerRune = 10;

    /// <summary>The longest text that is shown whole, in characters.</summary>
    private const int Longest = 200;

    private const int BytesPerRune = 4;

    /// <summary>Escapes bytes that came from outside.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) =>
        Text(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, (Longest + 1) * BytesPerRune)]));

    /// <summary>Escapes text that came from outside.</summary>
    public static string Text(string text)
    {
        // On the way from exec to exec nothing is built: nearly all names are of these.
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var escaped = new StringBuilder(Math.Min(text.Length, Longest));
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (count++ == Longest)
            {
                return escaped.Append('…').ToString();
            }

            _ = escaped.Append(Of(rune));
        }

        return escaped.ToString();
    }

    /// <summary>Escapes one character; most stay as they are.</summary>
    public static string Of(Rune rune) => !Quotation.IsInvisible(rune) ? rune.ToString()
        : rune.Value <= 0xFF ? $"\\x{rune.Value:x2}"
        : rune.IsBmp ? $"\\u{rune.Value:x4}"
        : $"\\U{rune.Value:x8}";
}
