using System;
using System.Text;

namespace MiniInit.ExecMode;

/// <summary>Foreign text made fit for a terminal: control characters as <c>\x1b</c>, bad UTF-8 as U+FFFD.</summary>
internal static class Escaped
{
    /// <summary>The longest text that is shown whole, in characters.</summary>
    private const int Longest = 200;

    /// <summary>Whether a character does something to a terminal, or makes a line read as what it is not.</summary>
    public static bool IsHarmful(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>Escapes bytes that came from outside.</summary>
    public static string Bytes(ReadOnlySpan<byte> bytes) =>
        Text(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Longest * 4)]));

    /// <summary>Escapes text that came from outside.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            _ = IsHarmful(c)
                ? escaped.Append(c <= 0xFF ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}")
                : escaped.Append(c);
        }

        return text.Length > Longest ? escaped.Append('…').ToString() : escaped.ToString();
    }
}
