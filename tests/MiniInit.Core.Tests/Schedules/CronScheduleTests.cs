using System;
using System.Collections.Generic;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Schedules;
using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Schedules;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *", "2024-02-28 23:59", "2024-02-29 00:00")]
    [InlineData("* * * * *", "2023-12-31 23:59", "2024-01-01 00:00")]
    [InlineData("30 6 * * *", "2024-01-01 06:29", "2024-01-01 06:30")]
    [InlineData("30 6 * * *", "2024-01-01 06:30", "2024-01-02 06:30")]
    [InlineData("*/15 * * * *", "2024-01-01 00:45", "2024-01-01 01:00")]
    [InlineData("10-20/5 * * * *", "2024-01-01 00:16", "2024-01-01 00:20")]
    [InlineData("0 8,12-14,20 * * *", "2024-01-01 14:00", "2024-01-01 20:00")]
    [InlineData("0 0 1 * *", "2024-01-31 12:00", "2024-02-01 00:00")]
    [InlineData("0 0 31 * *", "2024-01-31 00:00", "2024-03-31 00:00")]
    [InlineData("0 0 29 feb *", "2096-03-01 00:00", "2104-02-29 00:00")]
    [InlineData("0 9 * * mon-fri", "2024-01-05 09:00", "2024-01-08 09:00")]
    [InlineData("0 9 * * FRI-sun", "2024-01-04 09:00", "2024-01-05 09:00")]
    [InlineData("0 9 * * 7", "2024-01-01 00:00", "2024-01-07 09:00")]
    [InlineData("0 9 * * 0", "2024-01-01 00:00", "2024-01-07 09:00")]
    [InlineData("0 0 1 Jan,JUL *", "2024-01-01 00:00", "2024-07-01 00:00")]
    [InlineData("  0\t0  1 1 *  ", "2024-01-01 00:00", "2025-01-01 00:00")]
    public void The_next_time_is_found(string text, string after, string expected) =>
        Assert.Equal(expected, Read(text).Next(Time(after))?.ToString());

    [Theory]
    [InlineData("@hourly", "0 * * * *")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@midnight", "0 0 * * *")]
    [InlineData("@weekly", "0 0 * * 0")]
    [InlineData("@monthly", "0 0 1 * *")]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData(" @annually ", "0 0 1 1 *")]
    public void A_name_stands_for_five_fields(string text, string fields)
    {
        Assert.Equal(Read(fields), Read(text));
        Assert.Equal(text.Trim(), Read(text).ToString());
    }

    [Theory]
    [InlineData("0 0 13 * fri", "24-09-06F 24-09-13F 24-09-20F 24-09-27F 24-10-04F 24-10-11F 24-10-13S")]
    [InlineData("0 0 1-7 * fri", "24-09-02M 24-09-03T 24-09-04W 24-09-05T 24-09-06F 24-09-07S 24-09-13F")]
    [InlineData("0 0 */10 * fri", "24-10-11F 24-11-01F 25-01-31F 25-02-21F 25-03-21F 25-04-11F 25-07-11F")]
    [InlineData("0 0 13 * */5", "24-09-13F 24-10-13S 24-12-13F 25-04-13S 25-06-13F 25-07-13S 26-02-13F")]
    [InlineData("0 0 1-31 * fri", "24-09-02M 24-09-03T 24-09-04W 24-09-05T 24-09-06F 24-09-07S 24-09-08S")]
    public void Two_day_fields_are_alternatives_unless_one_begins_with_a_star(string text, string days)
    {
        CronSchedule schedule = Read(text);
        List<string> found = [];
        CivilTime time = Time("2024-09-01 12:00");
        while (found.Count < 7)
        {
            time = schedule.Next(time)!.Value;
            DayOfWeek day = (DayOfWeek)CivilTime.DayOfWeek(time.Year, time.Month, time.Day);
            found.Add($"{time.ToString()[2..10]}{day.ToString()[0]}");
        }

        Assert.Equal(days, string.Join(' ', found));
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "cron texts", MemberType = typeof(GoldenMessages))]
    public void A_wrong_text_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<CronSchedule>(CronSchedule.TryParse, text, carets, message);

    [Theory]
    [InlineData("0 0 31 2 mon")]
    [InlineData("0 0 29 2 *")]
    [InlineData("0 0 31 4,5 *")]
    [InlineData("0 0 30-31 */2 *")]
    public void A_date_that_exists_at_all_is_right(string text) =>
        Assert.NotNull(Read(text).Next(Time("2024-01-01 00:00")));

    [Fact]
    public void Leap_days_on_certain_days_of_the_week_are_found_in_all_of_eight_centuries()
    {
        // A step keeps the star, so that both day fields are needed: Saturday and Sunday.
        CronSchedule schedule = Read("0 0 29 2 */6");
        CivilTime time = Time("1600-03-01 00:00");
        for (int year = 1604; year <= 2400; year += 4)
        {
            bool isWeekend = DateTime.IsLeapYear(year) && CivilTime.DayOfWeek(year, 2, 29) is 0 or 6;
            if (isWeekend)
            {
                time = schedule.Next(time)!.Value;
                Assert.Equal(new CivilTime(year, 2, 29, 0, 0), time);
            }
        }

        Assert.InRange(time.Year, 2360, 2400);
    }

    [Fact]
    public void After_the_last_year_there_is_no_next_time()
    {
        Assert.Null(Read("0 0 1 1 *").Next(Time("9999-01-01 00:00")));
        Assert.Null(Read("* * * * *").Next(Time("9999-12-31 23:59")));
        Assert.Null(Read("0 0 29 2 *").Next(Time("9996-02-29 00:00")));
    }

    [Fact]
    public void A_time_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Read("* * * * *").Next(default));
        Assert.False(Read("* * * * *").IsMatch(default));
    }

    [Fact]
    public void Spellings_of_the_same_schedule_are_equal_and_the_rule_of_days_counts()
    {
        Assert.Equal(Read("0,30 0 1 1 sun"), Read("*/30 0 1 jan 7"));
        Assert.Equal(Read("0,30 0 1 1 sun").GetHashCode(), Read("*/30 0 1 jan 7").GetHashCode());
        Assert.NotEqual(Read("0 0 1-31 * fri"), Read("0 0 * * fri"));
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back()
    {
        Property.Reads<CronSchedule>(
            CronSchedule.TryParse, "*", "0", "31", "2", " ", "-", ",", "/", "mon", "feb", "@daily");
        Property.Holds(Schedules, text => Assert.Equal(Read(text), Read(Read(text).ToString())));
    }

    [Fact]
    public void The_next_time_is_the_first_minute_that_matches() =>
        Property.Holds(
            from text in Schedules
            from minutes in Gen.Choose(0, 2_000_000)
            select (text, new DateTime(2023, 1, 1).AddMinutes(minutes)),
            pair =>
            {
                CronSchedule schedule = Read(pair.text);
                CivilTime? next = schedule.Next(Civil(pair.Item2));
                Assert.True(next is { IsValid: true } found && schedule.IsMatch(found), $"{pair} gave {next}");
                DateTime time = pair.Item2.AddMinutes(1);
                for (int i = 0; i < 5000 && Civil(time) != next; i++)
                {
                    Assert.False(schedule.IsMatch(Civil(time)), $"{pair} left out {time}");
                    time = time.AddMinutes(1);
                }

                // Behind those minutes, day by day at the hour that would have been found.
                DateTime last = new(next.Value.Year, next.Value.Month, next.Value.Day);
                for (DateTime day = pair.Item2.Date.AddDays(1); day < last; day = day.AddDays(1))
                {
                    CivilTime skipped = Civil(day) with { Hour = next.Value.Hour, Minute = next.Value.Minute };
                    Assert.False(schedule.IsMatch(skipped), $"{pair} left out {skipped}");
                }
            });

    private static Gen<string> Schedules { get; } =
        from minute in Gen.Elements("*", "0", "59", "*/7", "10-20", "5,50")
        from hour in Gen.Elements("*", "0", "23", "*/5", "22-23,0-6")
        from day in Gen.Elements("*", "1", "29", "31", "*/2", "5-10")
        from month in Gen.Elements("*", "1", "3,5", "*/2", "jul-dec")
        from weekday in Gen.Elements("*", "0", "7", "mon-fri", "*/3", "sat")
        select $"{minute} {hour} {day} {month} {weekday}";

    private static CivilTime Civil(DateTime time) => new(time.Year, time.Month, time.Day, time.Hour, time.Minute);

    private static CivilTime Time(string text) => Civil(DateTime.Parse(text));

    private static CronSchedule Read(string text)
    {
        Assert.True(CronSchedule.TryParse(text, out CronSchedule? schedule, out TextError error), error.Message);
        return schedule;
    }
}
