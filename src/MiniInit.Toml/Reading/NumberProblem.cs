using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>Says what is wrong with a number, and what would be right.</summary>
internal static class NumberProblem
{
    private const int LongestSuggestion = 40;

    /// <summary>Gives the cause, for a word that starts as a number and is none.</summary>
    public static string Explain(ReadOnlySpan<byte> word)
    {
        if (!NumberReader.TryStripUnderscores(word, new ByteBuffer(), out ReadOnlySpan<byte> digits))
        {
            return "in a number \"_\" stands between two digits";
        }

        if (NumberReader.IsInteger(digits))
        {
            return $"an integer has 64 bits, {long.MinValue} to {long.MaxValue}";
        }

        bool hasSign = NumberReader.WithoutSign(digits).Length < digits.Length;
        ReadOnlySpan<byte> number = NumberReader.WithoutSign(digits);
        if (number is [(byte)'0', (byte)'x' or (byte)'X' or (byte)'o' or (byte)'O' or (byte)'b' or (byte)'B', ..])
        {
            return ExplainRadix(number, hasSign);
        }

        string? cause = ExplainDecimal(number);
        return cause ?? $"it is no number; {ScalarProblem.AskForQuotes(word)}";
    }

    private static string ExplainRadix(ReadOnlySpan<byte> number, bool hasSign)
    {
        byte letter = (byte)char.ToLowerInvariant((char)number[1]);
        if (letter != number[1])
        {
            return $"the prefix has a small letter: 0{(char)letter}";
        }

        string prefix = Encoding.ASCII.GetString(number[..2]);
        if (hasSign)
        {
            return $"a number with {prefix} has no sign";
        }

        return letter switch
        {
            (byte)'x' => "after 0x come digits 0-9 a-f",
            (byte)'o' => "after 0o come digits 0-7",
            _ => "after 0b come digits 0 and 1",
        };
    }

    private static string? ExplainDecimal(ReadOnlySpan<byte> number)
    {
        int whole = NumberReader.Digits(number, 10);
        ReadOnlySpan<byte> rest = number[whole..];
        if (whole == 0 && rest is not [(byte)'.', (>= (byte)'0' and <= (byte)'9'), ..])
        {
            return null;
        }

        if (rest is [(byte)'.', ..])
        {
            int fraction = NumberReader.Digits(rest[1..], 10);
            if (fraction == 0 || whole == 0)
            {
                return "a float has digits on both sides of the point, as in 0.5";
            }

            rest = rest[(fraction + 1)..];
        }

        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            ReadOnlySpan<byte> exponent = NumberReader.WithoutSign(rest[1..]);
            int length = NumberReader.Digits(exponent, 10);
            if (exponent.IsEmpty || (length == exponent.Length && length == 0))
            {
                return "digits are missing after the exponent's \"e\"";
            }

            rest = exponent[length..];
        }

        if (!rest.IsEmpty)
        {
            return null;
        }

        return NumberReader.HasLeadingZero(number)
            ? ExplainLeadingZero(number, isInteger: whole == number.Length)
            : "a float is at most 1.7976931348623157e308";
    }

    private static string ExplainLeadingZero(ReadOnlySpan<byte> number, bool isInteger)
    {
        ReadOnlySpan<byte> significant = number.TrimStart((byte)'0');
        if (significant.IsEmpty || !char.IsAsciiDigit((char)significant[0]))
        {
            significant = number[(number.Length - significant.Length - 1)..];
        }

        if (significant.Length > LongestSuggestion)
        {
            return "a number has no leading zeros";
        }

        string text = Encoding.ASCII.GetString(significant);
        bool isOctal = isInteger && NumberReader.Digits(significant, 8) == significant.Length;

        // The zeros of a mode count: without them it would be another one.
        string? mode = isOctal && number.Length is 3 or 4 ? Encoding.ASCII.GetString(number) : null;
        return mode is not null
            ? $"a number has no leading zeros; write \"{mode}\" for a mode, or {text} for the number"
            : $"a number has no leading zeros; write {text}" + (isOctal ? $", or 0o{text} for octal" : "");
    }
}
