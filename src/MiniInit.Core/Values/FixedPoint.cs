using System;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>Numbers with some decimals, as whole counts of their last place: 12.5 with one decimal is 125.</summary>
/// <remarks>The type <see cref="decimal"/> would do, and brings some 20 KB of code with it.</remarks>
public static class FixedPoint
{
    /// <summary>What <see cref="TryParse"/> gives for all that is too large.</summary>
    public const long TooLarge = long.MaxValue;

    /// <summary>Reads digits, with or without a point among them.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="decimals">How many digits behind the point count, 0 to 18.</param>
    /// <param name="value">The number, rounded down.</param>
    /// <param name="isExact">Whether nothing was lost by that.</param>
    public static bool TryParse(ReadOnlySpan<char> text, int decimals, out long value, out bool isExact)
    {
        value = 0;
        isExact = true;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !IsDigits(whole) || !IsDigits(fraction))
        {
            return false;
        }

        foreach (char digit in whole)
        {
            value = Append(value, digit);
        }

        for (int at = 0; at < decimals; at++)
        {
            value = Append(value, at < fraction.Length ? fraction[at] : '0');
        }

        isExact = fraction.Length <= decimals || !fraction[decimals..].ContainsAnyExcept('0');
        return true;
    }

    /// <summary>Prints a number without zeros at the end of its decimals.</summary>
    /// <param name="value">The count, 0 or more.</param>
    /// <param name="decimals">How many of its digits are behind the point, 1 to 18.</param>
    public static string Format(long value, int decimals)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return digits.Insert(digits.Length - decimals, ".").TrimEnd('0').TrimEnd('.');
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static long Append(long value, char digit) =>
        value > (TooLarge - 9) / 10 ? TooLarge : (value * 10) + (digit - '0');
}
