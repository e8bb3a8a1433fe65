using System;

namespace MiniInit.Toml;

/// <summary>A time of day to the nanosecond. The default value is midnight.</summary>
public readonly record struct TomlTime
{
    internal const int MaximumHour = 23;
    internal const int MaximumMinute = 59;

    /// <summary>RFC 3339 writes a leap second as 60.</summary>
    internal const int MaximumSecond = 60;

    internal const int MaximumNanosecond = 999_999_999;

    /// <summary>Makes a time of day.</summary>
    /// <param name="hour">0 to 23.</param>
    /// <param name="minute">0 to 59.</param>
    /// <param name="second">0 to 60; 60 is a leap second.</param>
    /// <param name="nanosecond">0 to 999,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the arguments is out of its range.</exception>
    public TomlTime(int hour, int minute, int second, int nanosecond = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hour, MaximumHour);
        ArgumentOutOfRangeException.ThrowIfNegative(minute);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minute, MaximumMinute);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, MaximumSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(nanosecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanosecond, MaximumNanosecond);
        Hour = hour;
        Minute = minute;
        Second = second;
        Nanosecond = nanosecond;
    }

    /// <summary>The hour, 0 to 23.</summary>
    public int Hour { get; }

    /// <summary>The minute, 0 to 59.</summary>
    public int Minute { get; }

    /// <summary>The second, 0 to 60.</summary>
    public int Second { get; }

    /// <summary>The nanosecond, 0 to 999,999,999. Finer digits of a text are cut off, as TOML asks.</summary>
    public int Nanosecond { get; }

    /// <summary>Gives the form <c>07:32:00.5</c>, the fraction only as long as needed.</summary>
    public override string ToString()
    {
        string time = $"{Hour:D2}:{Minute:D2}:{Second:D2}";
        return Nanosecond == 0 ? time : $"{time}.{Nanosecond:D9}".TrimEnd('0');
    }
}
