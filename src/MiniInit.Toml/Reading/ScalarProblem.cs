using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>Says why a value without quotes cannot be read, and what would be right.</summary>
internal static class ScalarProblem
{
    private const int ShortestText = 200;

    /// <summary>Gives the message for a word that is no value.</summary>
    public static string Explain(ReadOnlySpan<byte> word)
    {
        string start = $"cannot read {Quote.Utf8(word)}: ";
        if (word is [_, .., (byte)';'])
        {
            return start + "a line ends without \";\"";
        }

        if (DateReader.IsDateLike(word))
        {
            return start + DateProblem.Explain(word);
        }

        ReadOnlySpan<byte> digits = NumberReader.WithoutSign(word);
        bool isNumber = digits.Length < word.Length || digits is [(byte)'.' or (byte)'_', ..]
            || NumberReader.Digits(digits, 10) > 0;
        return start + (isNumber ? NumberProblem.Explain(word) : ExplainWord(word));
    }

    /// <summary>Suggests quotes.</summary>
    public static string AskForQuotes(ReadOnlySpan<byte> word) =>
        word.Length <= ShortestText ? $"a text needs quotes: write {Quote.Utf8(word)}" : "a text needs quotes";

    private static string ExplainWord(ReadOnlySpan<byte> word)
    {
        string lower = word.Length <= ShortestText ? Encoding.UTF8.GetString(word).ToLowerInvariant() : "";
        return lower switch
        {
            "true" or "false" => $"write {lower} in lower case, or quotes for a text",
            "yes" or "on" => "it is no TOML value; write true, or quotes for a text",
            "no" or "off" => "it is no TOML value; write false, or quotes for a text",
            "null" or "nil" or "none" or "undefined" => "TOML has no such value; leave the key out",
            "inf" or "infinity" => "write inf",
            "nan" => "write nan",
            _ when TypographicQuotes.Start(word) => TypographicQuotes.Explain(word),
            _ => AskForQuotes(word),
        };
    }
}
