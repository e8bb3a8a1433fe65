using System;

namespace MiniInit.Output;

/// <summary>Times as RFC 3339 has them, in UTC: <c>2026-03-04T05:06:07.123456Z</c>. Makes no garbage.</summary>
internal sealed class TimeText
{
    /// <summary>How many bytes a time has.</summary>
    public const int Length = 27;

    private const long SecondsPerDay = 86_400;
    private readonly byte[] _text = "0000-00-00T00:00:00.000000Z"u8.ToArray();
    private long _second = long.MinValue;

    /// <summary>The text of an instant, until the next call.</summary>
    /// <param name="unixNanoseconds">Nanoseconds since 1970, in the years 0–9999.</param>
    public ReadOnlySpan<byte> Of(long unixNanoseconds)
    {
        (long second, long fraction) = FloorDivide(unixNanoseconds, 1_000_000_000);
        if (second != _second)
        {
            _second = second;
            WriteSecond(second);
        }

        Digits(20, 6, fraction / 1000);
        return _text;
    }

    private void WriteSecond(long unixSecond)
    {
        (long day, long second) = FloorDivide(unixSecond, SecondsPerDay);

        // The calendar repeats every 400 years (146,097 days); years are reckoned from March, so that leap days come last.
        (long era, long dayOfEra) = FloorDivide(day + 719_468, 146_097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        Digits(0, 4, (era * 400) + yearOfEra + (month <= 2 ? 1 : 0));
        Digits(5, 2, month);
        Digits(8, 2, dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
        Digits(11, 2, second / 3600);
        Digits(14, 2, second / 60 % 60);
        Digits(17, 2, second % 60);
    }

    private void Digits(int at, int count, long value)
    {
        for (int i = at + count - 1; i >= at; i--, value /= 10)
        {
            _text[i] = (byte)('0' + (value % 10));
        }
    }

    private static (long Quotient, long Remainder) FloorDivide(long value, long divisor)
    {
        (long quotient, long rest) = Math.DivRem(value, divisor);
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest);
    }
}
