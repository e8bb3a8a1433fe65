using System;
using MiniInit.Core.Schedules;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Schedules;

public sealed class CivilTimeTests
{
    [Fact]
    public void Every_day_of_every_year_agrees_with_the_runtime()
    {
        for (DateOnly date = DateOnly.MinValue; date < DateOnly.MaxValue; date = date.AddDays(1))
        {
            if ((int)date.DayOfWeek != CivilTime.DayOfWeek(date.Year, date.Month, date.Day)
                || DateTime.DaysInMonth(date.Year, date.Month) != CivilTime.DaysIn(date.Year, date.Month))
            {
                Assert.Fail($"{date} differs");
            }
        }
    }

    [Theory]
    [InlineData(2024, 2, 29, 0, 0, true)]
    [InlineData(2023, 2, 29, 0, 0, false)]
    [InlineData(1900, 2, 29, 0, 0, false)]
    [InlineData(2000, 2, 29, 23, 59, true)]
    [InlineData(0, 1, 1, 0, 0, false)]
    [InlineData(10000, 1, 1, 0, 0, false)]
    [InlineData(2024, 0, 1, 0, 0, false)]
    [InlineData(2024, 13, 1, 0, 0, false)]
    [InlineData(2024, 1, 0, 0, 0, false)]
    [InlineData(2024, 4, 31, 0, 0, false)]
    [InlineData(2024, 1, 1, 24, 0, false)]
    [InlineData(2024, 1, 1, -1, 0, false)]
    [InlineData(2024, 1, 1, 0, 60, false)]
    [InlineData(2024, 1, 1, 0, -1, false)]
    public void Only_times_of_the_calendar_are_valid(
        int year, int month, int day, int hour, int minute, bool expected) =>
        Assert.Equal(expected, new CivilTime(year, month, day, hour, minute).IsValid);
}
