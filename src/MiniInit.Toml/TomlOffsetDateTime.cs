using System;

namespace MiniInit.Toml;

/// <summary>An instant: date, time of day, and offset from UTC: <c>1979-05-27T00:32:00-07:00</c>.</summary>
public sealed class TomlOffsetDateTime : TomlValue
{
    internal const int MaximumOffsetMinutes = (23 * 60) + 59;

    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="date">The date at that offset.</param>
    /// <param name="time">The time of day at that offset.</param>
    /// <param name="offsetMinutes">Minutes east of UTC, −1439 to 1439.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is out of range.</exception>
    public TomlOffsetDateTime(TomlDate date, TomlTime time, int offsetMinutes)
        : this(date, time, offsetMinutes, default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offsetMinutes, -MaximumOffsetMinutes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offsetMinutes, MaximumOffsetMinutes);
    }

    internal TomlOffsetDateTime(TomlDate date, TomlTime time, int offsetMinutes, Place place)
        : base(place)
    {
        Date = date;
        Time = time;
        OffsetMinutes = offsetMinutes;
    }

    /// <summary>The date at the offset.</summary>
    public TomlDate Date { get; }

    /// <summary>The time of day at the offset.</summary>
    public TomlTime Time { get; }

    /// <summary>Minutes east of UTC, −1439 to 1439; 0 for <c>Z</c>.</summary>
    public int OffsetMinutes { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a date-time with offset";
}
