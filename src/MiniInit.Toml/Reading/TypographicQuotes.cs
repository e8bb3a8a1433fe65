using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>The quotes that word processors and web pages put in place of those on the keyboard.</summary>
internal static class TypographicQuotes
{
    private const string All = "\u201C\u201D\u201E\u201F\u2018\u2019\u201A\u201B\u00AB\u00BB\u2039\u203A";

    /// <summary>Whether a text starts with one.</summary>
    public static bool Start(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out Rune first, out _) == System.Buffers.OperationStatus.Done && IsOne(first);

    /// <summary>Gives the cause, with the text as it would be right.</summary>
    public static string Explain(ReadOnlySpan<byte> text)
    {
        string inner = Encoding.UTF8.GetString(text).Trim(All.ToCharArray());
        return $"these are not the quotes of TOML; write {Quote.Text(inner)}";
    }

    private static bool IsOne(Rune rune) => rune.IsBmp && All.Contains((char)rune.Value, StringComparison.Ordinal);
}
