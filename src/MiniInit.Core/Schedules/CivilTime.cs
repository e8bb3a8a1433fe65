namespace MiniInit.Core.Schedules;

/// <summary>A minute on the calendar and clock of some place, without that place's offset from UTC.</summary>
/// <param name="Year">1 to 9999, of the Gregorian calendar.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
public readonly record struct CivilTime(int Year, int Month, int Day, int Hour, int Minute)
{
    /// <summary>The last year.</summary>
    public const int LastYear = 9999;

    /// <summary>Whether such a minute exists.</summary>
    public bool IsValid =>
        Year is >= 1 and <= LastYear && Month is >= 1 and <= 12 && Day >= 1 && Day <= DaysIn(Year, Month)
        && Hour is >= 0 and <= 23 && Minute is >= 0 and <= 59;

    /// <summary>How many days a month has.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    public static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>The day of the week of a date.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">A day of that month.</param>
    /// <returns>0 (Sunday) to 6.</returns>
    public static int DayOfWeek(int year, int month, int day)
    {
        // Years that begin in March have their leap day at the end, so that the days before a month do not depend on
        // it: 153 days every five months.
        int marchYear = month > 2 ? year : year - 1;
        int monthsSinceMarch = (month + 9) % 12;
        int leapDays = (marchYear / 4) - (marchYear / 100) + (marchYear / 400);
        int days = (365 * marchYear) + leapDays + (((153 * monthsSinceMarch) + 2) / 5) + day;

        // The first of March of the year 0, day 1, was a Wednesday.
        return (days + 2) % 7;
    }

    /// <summary>Prints for instance <c>2024-02-29 06:30</c>.</summary>
    public override string ToString() => $"{Year:D4}-{Month:D2}-{Day:D2} {Hour:D2}:{Minute:D2}";

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
