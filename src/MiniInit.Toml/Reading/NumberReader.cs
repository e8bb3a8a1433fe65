using System;
using System.Globalization;

namespace MiniInit.Toml.Reading;

/// <summary>
/// Reads integers and floats. What is wrong with one that it refuses says <see cref="ScalarProblem"/>.
/// </summary>
internal static class NumberReader
{
    /// <summary>So many decimal digits fit in 64 bits whatever they are.</summary>
    private const int SafeDigits = 18;

    public static TomlValue? Read(ReadOnlySpan<byte> token, Place place, ByteBuffer scratch)
    {
        if (TryReadShort(token, out long value))
        {
            return new TomlInteger(value, place);
        }

        if (!TryStripUnderscores(token, scratch, out ReadOnlySpan<byte> digits))
        {
            return null;
        }

        if (IsInteger(digits))
        {
            return TryInteger(digits, out value) ? new TomlInteger(value, place) : null;
        }

        return TryFloat(digits, out double number) ? new TomlFloat(number, place) : null;
    }

    /// <summary>
    /// Whether a number, its underscores left out, has the form of an integer in base 10, 16, 8 or 2.
    /// </summary>
    public static bool IsInteger(ReadOnlySpan<byte> digits)
    {
        int radix = Radix(digits);
        if (radix != 10)
        {
            return digits.Length > 2 && Digits(digits[2..], radix) == digits.Length - 2;
        }

        digits = WithoutSign(digits);
        return !digits.IsEmpty && Digits(digits, 10) == digits.Length && !HasLeadingZero(digits);
    }

    /// <summary>Gives the value of what <see cref="IsInteger"/>; false if it does not fit in 64 bits.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> digits, out long value)
    {
        uint radix = (uint)Radix(digits);
        bool isNegative = digits[0] == '-';
        digits = radix == 10 ? WithoutSign(digits) : digits[2..];
        ulong limit = isNegative ? 1UL << 63 : long.MaxValue;
        ulong sum = 0;
        value = 0;
        foreach (byte b in digits)
        {
            uint digit = (uint)DigitValue(b);
            if (sum > (limit - digit) / radix)
            {
                return false;
            }

            sum = (sum * radix) + digit;
        }

        value = isNegative ? unchecked(-(long)sum) : (long)sum;
        return true;
    }

    /// <summary>Takes the underscores out of a number; gives false if one does not stand between two digits.</summary>
    public static bool TryStripUnderscores(
        ReadOnlySpan<byte> token, ByteBuffer scratch, out ReadOnlySpan<byte> stripped)
    {
        stripped = token;
        if (!token.Contains((byte)'_'))
        {
            return true;
        }

        int radix = Radix(token);
        scratch.Clear();
        for (int i = 0; i < token.Length; i++)
        {
            if (token[i] != '_')
            {
                scratch.Append(token[i]);
            }
            else if (i == 0 || DigitValue(token[i - 1]) >= radix || Digits(token[(i + 1)..], radix) == 0)
            {
                return false;
            }
        }

        stripped = scratch.Bytes;
        return true;
    }

    public static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> digits) =>
        digits is [(byte)'+' or (byte)'-', ..] ? digits[1..] : digits;

    public static bool HasLeadingZero(ReadOnlySpan<byte> digits) =>
        digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..];

    /// <summary>Gives how many digits of a base a text starts with.</summary>
    public static int Digits(ReadOnlySpan<byte> text, int radix)
    {
        int count = 0;
        while (count < text.Length && DigitValue(text[count]) < radix)
        {
            count++;
        }

        return count;
    }

    private static int Radix(ReadOnlySpan<byte> token) => token switch
    {
        [(byte)'0', (byte)'x', ..] => 16,
        [(byte)'0', (byte)'o', ..] => 8,
        [(byte)'0', (byte)'b', ..] => 2,
        _ => 10,
    };

    private static int DigitValue(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => int.MaxValue,
    };

    private static bool TryReadShort(ReadOnlySpan<byte> token, out long value)
    {
        bool isNegative = token[0] == '-';
        value = 0;
        ReadOnlySpan<byte> digits = WithoutSign(token);
        if (digits.IsEmpty || digits.Length > SafeDigits || HasLeadingZero(digits))
        {
            return false;
        }

        foreach (byte b in digits)
        {
            uint digit = (uint)(b - '0');
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        value = isNegative ? -value : value;
        return true;
    }

    private static bool TryFloat(ReadOnlySpan<byte> text, out double number)
    {
        ReadOnlySpan<byte> digits = WithoutSign(text);
        number = 0;
        if (digits.SequenceEqual("inf"u8))
        {
            number = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (digits.SequenceEqual("nan"u8))
        {
            number = double.NaN;
            return true;
        }

        // A finite number too large for 64 bits would be read as an infinity that nobody wrote.
        return IsFloat(digits)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    /// <summary>Whether digits without sign have the form of a float: more than double.Parse would ask for.</summary>
    private static bool IsFloat(ReadOnlySpan<byte> digits)
    {
        int whole = Digits(digits, 10);
        if (whole == 0 || HasLeadingZero(digits))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = digits[whole..];
        if (rest is [(byte)'.', ..])
        {
            int fraction = Digits(rest[1..], 10);
            rest = fraction == 0 ? rest : rest[(fraction + 1)..];
        }

        if (rest is [(byte)'e' or (byte)'E', ..])
        {
            ReadOnlySpan<byte> exponent = WithoutSign(rest[1..]);
            rest = exponent[Digits(exponent, 10)..];
            return !exponent.IsEmpty && rest.IsEmpty;
        }

        return rest.IsEmpty && digits.Length > whole;
    }
}
