namespace MiniInit.Toml;

/// <summary>A date and time without offset: <c>1979-05-27T07:32:00</c>.</summary>
public sealed class TomlLocalDateTime : TomlValue
{
    /// <summary>Makes a value that stands in no text.</summary>
    /// <param name="date">The date.</param>
    /// <param name="time">The time of day.</param>
    public TomlLocalDateTime(TomlDate date, TomlTime time)
        : this(date, time, default)
    {
    }

    internal TomlLocalDateTime(TomlDate date, TomlTime time, Place place)
        : base(place)
    {
        Date = date;
        Time = time;
    }

    /// <summary>The date.</summary>
    public TomlDate Date { get; }

    /// <summary>The time of day.</summary>
    public TomlTime Time { get; }

    /// <inheritdoc/>
    public override string KindPhrase => "a date-time without offset";
}
