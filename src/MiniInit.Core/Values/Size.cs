using System;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>A number of bytes as users write it: <c>64k</c>, <c>10M</c>, <c>2GiB</c>, or plain bytes.</summary>
/// <param name="Bytes">0 or more.</param>
public readonly record struct Size(long Bytes)
{
    private const string Purpose = "a size";
    private const string Right = "write bytes, or a number with k, M, G or T (of 1024), such as \"64k\" or \"10M\"";
    private const string Units = "kMGTPE";

    /// <summary>The largest size: one byte less than 8 EiB.</summary>
    public static Size Largest => new(long.MaxValue);

    /// <summary>Reads a size of 0 to <see cref="Largest"/>.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The size.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out Size value, out TextError error) =>
        TryParse(text, default, Largest, out value, out error);

    /// <summary>Reads a size within bounds.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="least">The smallest that is right.</param>
    /// <param name="most">The largest that is right.</param>
    /// <param name="value">The size.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, Size least, Size most, out Size value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, Purpose, Right, out error))
        {
            return false;
        }

        int digits = 0;
        UInt128 number = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            // One above the largest says "too large" as well as any more would, and cannot overflow.
            number = UInt128.Min((number * 10) + (uint)(text[digits++] - '0'), (UInt128)long.MaxValue + 1);
        }

        if (digits == 0)
        {
            error = Error(text, 0, Quotation.LengthAt(text, 0), $"it must begin with a digit; {Right}");
            return false;
        }

        if (!TryParseUnit(text, digits, out int shift, out error))
        {
            return false;
        }

        UInt128 bytes = number << shift;
        if (bytes < (UInt128)least.Bytes || bytes > (UInt128)most.Bytes)
        {
            string bound = bytes < (UInt128)least.Bytes ? $"{least} is the least" : $"{most} is the most";
            error = Error(text, 0, text.Length, bound);
            return false;
        }

        value = new Size((long)bytes);
        return true;
    }

    /// <summary>Prints the size in the largest unit that is exact: <c>64k</c>, <c>10M</c>, <c>1000</c>.</summary>
    public override string ToString()
    {
        long number = Bytes;
        int unit = 0;
        while (number != 0 && number % 1024 == 0)
        {
            number /= 1024;
            unit++;
        }

        string digits = number.ToString(CultureInfo.InvariantCulture);
        return unit == 0 ? digits : digits + Units[unit - 1];
    }

    /// <summary>Reads nothing, <c>k</c> or <c>KiB</c> in any letter case, as a power of two.</summary>
    private static bool TryParseUnit(string text, int start, out int shift, out TextError error)
    {
        shift = 0;
        error = default;
        string unit = text[start..];
        if (unit.Length == 0)
        {
            return true;
        }

        int power = Units.IndexOf(unit[0], StringComparison.OrdinalIgnoreCase) + 1;
        if (power > 0 && (unit.Length == 1 || unit[1..].Equals("iB", StringComparison.OrdinalIgnoreCase)))
        {
            shift = 10 * power;
            return true;
        }

        string cause = unit switch
        {
            ['.' or ',', ..] => "there are no fractions; use the next smaller unit, \"1536k\" for one and a half M",
            [_, 'b' or 'B'] when power > 0 => $"units are of 1024; write \"{text[..(start + 1)]}\"",
            ['b' or 'B'] => $"bytes have no unit; write \"{text[..start]}\"",
            [' ' or '\t' or '_', ..] => "digits and unit stand together; write for instance \"10M\"",
            _ => $"{Quotation.Of(unit)} is no unit; {Right}",
        };
        error = Error(text, start, unit.Length, cause);
        return false;
    }

    private static TextError Error(string text, int offset, int length, string cause) =>
        TextError.CannotUse(text, Purpose, offset, length, cause);
}
