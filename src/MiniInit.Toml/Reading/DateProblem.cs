using System;

namespace MiniInit.Toml.Reading;

/// <summary>Says what is wrong with a date or time, and what would be right.</summary>
internal static class DateProblem
{
    /// <summary>Gives the cause, for a word that starts as a date or time and is none.</summary>
    public static string Explain(ReadOnlySpan<byte> word)
    {
        int digits = NumberReader.Digits(word, 10);
        if (word[digits] == ':')
        {
            return ExplainTime(word, isAlone: true);
        }

        int year = DateReader.Two(word, 0) >= 0 && DateReader.Two(word, 2) >= 0
            ? (DateReader.Two(word, 0) * 100) + DateReader.Two(word, 2)
            : -1;
        int month = DateReader.Two(word, 5);
        int day = DateReader.Two(word, 8);
        if (digits != 4 || month < 0 || day < 0 || word[7] != '-')
        {
            return "a date is YYYY-MM-DD, as in 1979-05-27";
        }

        if (month is < 1 or > 12)
        {
            return $"month {month:D2} is not one of 01 to 12";
        }

        int days = TomlDate.DaysInMonth(year, month);
        if (day < 1 || day > days)
        {
            return $"day {day:D2} is not one of 01 to {days}, the days of {year:D4}-{month:D2}";
        }

        ReadOnlySpan<byte> rest = word[DateReader.DateLength..];
        return rest is [(byte)'T' or (byte)'t' or (byte)' ', ..]
            ? ExplainTime(rest[1..], isAlone: false)
            : "between date and time stands \"T\" or one space";
    }

    private static string ExplainTime(ReadOnlySpan<byte> word, bool isAlone)
    {
        int hour = DateReader.Two(word, 0);
        int minute = DateReader.Two(word, 3);
        if (hour < 0 || minute < 0 || word[2] != ':')
        {
            return "a time is HH:MM:SS, as in 07:32:00";
        }

        int second = DateReader.Two(word, 6);
        if (word.Length < DateReader.TimeLength || word[5] != ':' || second < 0)
        {
            return "a time is HH:MM:SS: the seconds cannot be left out";
        }

        if (hour > TomlTime.MaximumHour)
        {
            return $"hour {hour:D2} is not one of 00 to {TomlTime.MaximumHour}";
        }

        if (minute > TomlTime.MaximumMinute)
        {
            return $"minute {minute:D2} is not one of 00 to {TomlTime.MaximumMinute}";
        }

        if (second > TomlTime.MaximumSecond)
        {
            return $"second {second:D2} is not one of 00 to {TomlTime.MaximumSecond}";
        }

        ReadOnlySpan<byte> rest = word[DateReader.TimeLength..];
        if (rest is [(byte)'.', ..])
        {
            int digits = NumberReader.Digits(rest[1..], 10);
            if (digits == 0)
            {
                return "digits are missing after the point";
            }

            rest = rest[(digits + 1)..];
        }

        return isAlone && !rest.IsEmpty
            ? "behind a time comes nothing; an offset needs a date before the time"
            : "an offset is Z, or hours and minutes as in +01:00 or -07:30";
    }
}
