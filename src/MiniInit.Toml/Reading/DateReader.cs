using System;

namespace MiniInit.Toml.Reading;

/// <summary>Reads dates and times. What is wrong with one that it refuses says <see cref="DateProblem"/>.</summary>
internal static class DateReader
{
    /// <summary>The length of <c>1979-05-27</c>.</summary>
    public const int DateLength = 10;

    /// <summary>The length of <c>07:32:00</c>.</summary>
    public const int TimeLength = 8;

    /// <summary>Whether a token starts with digits and then what no number has there.</summary>
    public static bool IsDateLike(ReadOnlySpan<byte> token)
    {
        int digits = NumberReader.Digits(token, 10);
        return digits > 0 && digits < token.Length && token[digits] is (byte)'-' or (byte)':';
    }

    public static TomlValue? Read(ReadOnlySpan<byte> token, Place place)
    {
        if (token.Length > 2 && token[2] == ':')
        {
            return TryTime(ref token, out TomlTime time) && token.IsEmpty ? new TomlLocalTime(time, place) : null;
        }

        if (!TryDate(ref token, out TomlDate date))
        {
            return null;
        }

        if (token.IsEmpty)
        {
            return new TomlLocalDate(date, place);
        }

        if (token[0] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return null;
        }

        token = token[1..];
        if (!TryTime(ref token, out TomlTime timeOfDay))
        {
            return null;
        }

        if (token.IsEmpty)
        {
            return new TomlLocalDateTime(date, timeOfDay, place);
        }

        return TryOffset(token, out int minutes) ? new TomlOffsetDateTime(date, timeOfDay, minutes, place) : null;
    }

    /// <summary>Gives the value of two digits; −1 if there are none.</summary>
    public static int Two(ReadOnlySpan<byte> text, int at) =>
        at + 2 <= text.Length && NumberReader.Digits(text.Slice(at, 2), 10) == 2
            ? ((text[at] - '0') * 10) + text[at + 1] - '0'
            : -1;

    private static bool TryDate(ref ReadOnlySpan<byte> token, out TomlDate date)
    {
        date = default;
        if (token.Length < DateLength || token[4] != '-' || token[7] != '-')
        {
            return false;
        }

        int century = Two(token, 0);
        int year = Two(token, 2);
        int month = Two(token, 5);
        int day = Two(token, 8);
        if (century < 0 || year < 0 || month is < 1 or > 12)
        {
            return false;
        }

        year += century * 100;
        if (day < 1 || day > TomlDate.DaysInMonth(year, month))
        {
            return false;
        }

        date = new TomlDate(year, month, day);
        token = token[DateLength..];
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> token, out TomlTime time)
    {
        time = default;
        if (token.Length < TimeLength || token[2] != ':' || token[5] != ':')
        {
            return false;
        }

        int hour = Two(token, 0);
        int minute = Two(token, 3);
        int second = Two(token, 6);
        if (hour is < 0 or > TomlTime.MaximumHour
            || minute is < 0 or > TomlTime.MaximumMinute
            || second is < 0 or > TomlTime.MaximumSecond)
        {
            return false;
        }

        token = token[TimeLength..];
        int nanosecond = 0;
        if (token is [(byte)'.', ..])
        {
            int digits = NumberReader.Digits(token[1..], 10);
            if (digits == 0)
            {
                return false;
            }

            nanosecond = Nanoseconds(token.Slice(1, digits));
            token = token[(digits + 1)..];
        }

        time = new TomlTime(hour, minute, second, nanosecond);
        return true;
    }

    private static int Nanoseconds(ReadOnlySpan<byte> fraction)
    {
        int nanoseconds = 0;
        for (int i = 0; i < 9; i++)
        {
            nanoseconds = (nanoseconds * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return nanoseconds;
    }

    private static bool TryOffset(ReadOnlySpan<byte> token, out int minutes)
    {
        minutes = 0;
        if (token is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (token is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _])
        {
            return false;
        }

        int hour = Two(token, 1);
        int minute = Two(token, 4);
        minutes = ((hour * 60) + minute) * (token[0] == '-' ? -1 : 1);
        return hour is >= 0 and <= TomlTime.MaximumHour && minute is >= 0 and <= TomlTime.MaximumMinute;
    }
}
