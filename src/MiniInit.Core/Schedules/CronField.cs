using System.Collections.Immutable;

namespace MiniInit.Core.Schedules;

/// <summary>One of the five fields of a cron text.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="First">The lowest number.</param>
/// <param name="Last">The highest number.</param>
/// <param name="Names">Names in place of numbers, from <paramref name="FirstName"/> up.</param>
/// <param name="FirstName">The number of the first name.</param>
internal sealed record CronField(string Name, int First, int Last, ImmutableArray<string> Names, int FirstName)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(CronField);

    public static CronField Minute { get; } = new("minute", 0, 59, [], 0);

    public static CronField Hour { get; } = new("hour", 0, 23, [], 0);

    public static CronField DayOfMonth { get; } = new("day of month", 1, 31, [], 0);

    public static CronField Month { get; } = new(
        "month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1);

    /// <summary>Sunday is 0 and 7.</summary>
    public static CronField DayOfWeek { get; } = new(
        "day of week", 0, 7, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"], 0);

    /// <summary>The five in the order of a cron text.</summary>
    public static ImmutableArray<CronField> All { get; } = [Minute, Hour, DayOfMonth, Month, DayOfWeek];

    /// <summary>The highest number that no other stands for: 7 is Sunday once more.</summary>
    public int LastOwn => Last == 7 ? 6 : Last;

    /// <summary>What is right, for messages.</summary>
    public string Right =>
        Names.IsEmpty ? $"write {First} to {Last}" : $"write {First} to {Last} or {Names[0]} to {Names[^1]}";
}
