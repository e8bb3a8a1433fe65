using System;

namespace MiniInit.Toml;

/// <summary>A day of the Gregorian calendar, years 0 to 9999. The default value is 0000-01-01.</summary>
public readonly record struct TomlDate
{
    internal const int MaximumYear = 9999;

    private readonly short _year;
    private readonly byte _monthFromZero;
    private readonly byte _dayFromZero;

    /// <summary>Makes a date.</summary>
    /// <param name="year">0 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to the last day of the month.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public TomlDate(int year, int month, int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(year);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, MaximumYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, DaysInMonth(year, month));
        _year = (short)year;
        _monthFromZero = (byte)(month - 1);
        _dayFromZero = (byte)(day - 1);
    }

    /// <summary>The year, 0 to 9999.</summary>
    public int Year => _year;

    /// <summary>The month, 1 to 12.</summary>
    public int Month => _monthFromZero + 1;

    /// <summary>The day of the month, 1 to 31.</summary>
    public int Day => _dayFromZero + 1;

    /// <summary>Gives the form <c>1979-05-27</c>.</summary>
    public override string ToString() => $"{Year:D4}-{Month:D2}-{Day:D2}";

    /// <summary>Gives 28 to 31; the month must be 1 to 12.</summary>
    internal static int DaysInMonth(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
