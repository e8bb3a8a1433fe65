using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using MiniInit.Core.Values;

namespace MiniInit.Core.Schedules;

/// <summary>A cron text, crontab(5): minute, hour, day of month, month, day of week; or <c>@daily</c>.</summary>
/// <remarks>
/// <para>
/// As in Vixie cron: if both day fields begin with something else than <c>*</c>, a day matches when either does;
/// otherwise (<c>*</c>, but also <c>*/2</c>) both must. A text that no date can match, such as the 31st of February,
/// is an error.
/// </para>
/// <para>
/// It knows the calendar and no time zone: who asks turns local time into instants, and decides what to do about a
/// minute that a change of the clocks skips or brings twice.
/// </para>
/// </remarks>
public sealed class CronSchedule : IEquatable<CronSchedule>
{
    internal const string Purpose = "a cron text";

    private const string Right =
        "write five fields (minute hour day-of-month month day-of-week) such as \"30 6 * * mon-fri\", or \"@daily\"";

    // No wait is longer than one for a 29 February on a certain day of the week: 40 years where a century without a
    // leap day lies between, 28 otherwise.
    private const int LongestWaitYears = 40;

    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _daysOfMonth;
    private readonly ulong _months;
    private readonly ulong _daysOfWeek;
    private readonly bool _eitherDay;

    private CronSchedule(string text, ReadOnlySpan<ulong> fields, bool eitherDay)
    {
        Text = text;
        _minutes = fields[0];
        _hours = fields[1];
        _daysOfMonth = fields[2];
        _months = fields[3];
        _daysOfWeek = fields[4];
        _eitherDay = eitherDay;
    }

    /// <summary>The text as written, with single blanks.</summary>
    public string Text { get; }

    /// <summary>Reads a cron text.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The schedule.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronSchedule? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        if (!TextCheck.Passes(text, ValueLimits.CronCharacters, Purpose, Right, out error))
        {
            return false;
        }

        List<Range> words = Words(text);
        if (words.Count == 1 && text[words[0]] is ['@', ..] alias)
        {
            return TryParseAlias(text, words[0].Start.Value, alias, out value, out error);
        }

        if (words.Count != CronField.All.Length)
        {
            string count = words.Count == 1 ? "1 field" : $"{words.Count} fields";
            error = Error(text, 0, text.Length, $"it has {count}; {Right}");
            return false;
        }

        Span<ulong> fields = stackalloc ulong[CronField.All.Length];
        for (int i = 0; i < words.Count; i++)
        {
            CronFieldReader reader = new(text, words[i].Start.Value, words[i].End.Value, CronField.All[i]);
            if (!reader.TryRead(out fields[i]))
            {
                error = reader.Error;
                return false;
            }
        }

        bool eitherDay = text[words[2].Start] != '*' && text[words[4].Start] != '*';
        CronSchedule schedule = new(string.Join(' ', words.ConvertAll(word => text[word])), fields, eitherDay);
        if (!schedule.IsPossible())
        {
            int start = words[2].Start.Value;
            error = Error(
                text,
                start,
                words[3].End.Value - start,
                "no such month has such a day; write a day that it has, or another month");
            return false;
        }

        value = schedule;
        return true;
    }

    /// <summary>Whether a minute matches.</summary>
    /// <param name="time">A valid time.</param>
    public bool IsMatch(CivilTime time) =>
        time.IsValid
        && Has(_months, time.Month)
        && IsDay(time.Year, time.Month, time.Day)
        && Has(_hours, time.Hour)
        && Has(_minutes, time.Minute);

    /// <summary>Gives the first minute that matches after another, never that one itself.</summary>
    /// <param name="after">A valid time.</param>
    /// <returns>The time, at most 40 years later; null where it would be after the year 9999.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time as <paramref name="after"/>.</exception>
    public CivilTime? Next(CivilTime after)
    {
        if (!after.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(after), after, "There is no such time.");
        }

        if (Has(_months, after.Month)
            && IsDay(after.Year, after.Month, after.Day)
            && NextOfDay(after.Hour, after.Minute + 1) is (int hour, int minute))
        {
            return after with { Hour = hour, Minute = minute };
        }

        int firstHour = BitOperations.TrailingZeroCount(_hours);
        int firstMinute = BitOperations.TrailingZeroCount(_minutes);
        int lastYear = Math.Min(after.Year + LongestWaitYears, CivilTime.LastYear);
        int month = after.Month;
        int day = after.Day + 1;
        for (int year = after.Year; year <= lastYear; year++)
        {
            for (; month <= 12; month++)
            {
                if (Has(_months, month) && FirstDay(year, month, day) is int found)
                {
                    return new CivilTime(year, month, found, firstHour, firstMinute);
                }

                day = 1;
            }

            month = 1;
        }

        return null;
    }

    /// <summary>Whether both match the same minutes by the same fields, however they are written.</summary>
    /// <param name="other">Another.</param>
    public bool Equals(CronSchedule? other) =>
        other is not null
        && _minutes == other._minutes
        && _hours == other._hours
        && _daysOfMonth == other._daysOfMonth
        && _months == other._months
        && _daysOfWeek == other._daysOfWeek
        && _eitherDay == other._eitherDay;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CronSchedule);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(_minutes, _hours, _daysOfMonth, _months, _daysOfWeek, _eitherDay);

    /// <summary>Gives the text as written, with single blanks.</summary>
    public override string ToString() => Text;

    private static bool TryParseAlias(
        string text, int start, string alias, [NotNullWhen(true)] out CronSchedule? value, out TextError error)
    {
        value = null;
        string? fields = alias switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => null,
        };
        if (fields is not null && TryParse(fields, out CronSchedule? schedule, out error))
        {
            value = schedule.Named(alias);
            return true;
        }

        string cause = alias == "@reboot"
            ? "a job without a schedule starts at boot; leave the schedule out"
            : $"there is no {Quotation.Of(alias)}, but @hourly, @daily, @weekly, @monthly and @yearly";
        error = Error(text, start, alias.Length, cause);
        return false;
    }

    private static List<Range> Words(string text)
    {
        List<Range> words = [];
        foreach (Range range in text.AsSpan().SplitAny(' ', '\t'))
        {
            if (!text.AsSpan(range).IsEmpty)
            {
                words.Add(range);
            }
        }

        return words;
    }

    private static bool Has(ulong numbers, int number) => (numbers & (1UL << number)) != 0;

    /// <summary>The first number of a set from one up; 64 if there is none.</summary>
    private static int FirstFrom(ulong numbers, int number) =>
        BitOperations.TrailingZeroCount(numbers & (ulong.MaxValue << number));

    private static TextError Error(string text, int offset, int length, string cause) =>
        TextError.CannotUse(text, Purpose, offset, length, cause);

    private CronSchedule Named(string text) =>
        new(text, [_minutes, _hours, _daysOfMonth, _months, _daysOfWeek], _eitherDay);

    /// <summary>Whether any date matches: every date of a leap year falls on each day of the week at times.</summary>
    private bool IsPossible()
    {
        const int LeapYear = 2000;
        if (_eitherDay)
        {
            return true;
        }

        for (int month = 1; month <= 12; month++)
        {
            if (Has(_months, month) && FirstFrom(_daysOfMonth, 1) <= CivilTime.DaysIn(LeapYear, month))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsDay(int year, int month, int day)
    {
        bool ofMonth = Has(_daysOfMonth, day);
        bool ofWeek = Has(_daysOfWeek, CivilTime.DayOfWeek(year, month, day));
        return _eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private int? FirstDay(int year, int month, int from)
    {
        for (int day = from; day <= CivilTime.DaysIn(year, month); day++)
        {
            if (IsDay(year, month, day))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>The first time of a day from an hour and a minute (which may be 60) on.</summary>
    private (int Hour, int Minute)? NextOfDay(int hour, int minute)
    {
        int found = FirstFrom(_minutes, minute);
        if (Has(_hours, hour) && found < 60)
        {
            return (hour, found);
        }

        hour = FirstFrom(_hours, hour + 1);
        return hour < 24 ? (hour, BitOperations.TrailingZeroCount(_minutes)) : null;
    }
}
