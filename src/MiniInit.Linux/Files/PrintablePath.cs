using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace MiniInit.Linux.Files;

/// <summary>Paths in messages: whoever may make a file must not be able to write to the reader's terminal.</summary>
internal static class PrintablePath
{
    /// <summary>Bytes as text; those that are not UTF-8 as <c>\xff</c>.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done;
            foreach (byte one in isText ? [] : bytes[..length])
            {
                _ = text.Append($"\\x{one:x2}");
            }

            _ = isText ? text.Append(rune.ToString()) : text;
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>Text without control characters and without those that turn the direction of writing.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                ? escaped.Append(rune.ToString())
                : escaped.Append(rune.Value <= 0xFF ? $"\\x{rune.Value:x2}"
                    : rune.IsBmp ? $"\\u{rune.Value:x4}"
                    : $"\\U{rune.Value:x8}");
        }

        return escaped.ToString();
    }
}
