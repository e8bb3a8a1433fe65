namespace MiniInit.Toml.Tests.Reading;

public sealed class DateTests
{
    [Theory]
    [InlineData("1979-05-27", 1979, 5, 27)]
    [InlineData("0000-01-01", 0, 1, 1)]
    [InlineData("0000-02-29", 0, 2, 29)]
    [InlineData("9999-12-31", 9999, 12, 31)]
    [InlineData("2000-02-29", 2000, 2, 29)]
    [InlineData("2024-02-29", 2024, 2, 29)]
    public void Dates(string written, int year, int month, int day)
    {
        TomlLocalDate value = Toml.Value<TomlLocalDate>(written);
        Assert.Equal(new TomlDate(year, month, day), value.Value);
        Assert.Equal(written, value.ToString());
    }

    [Theory]
    [InlineData("07:32:00", 7, 32, 0, 0)]
    [InlineData("00:00:00.000000001", 0, 0, 0, 1)]
    [InlineData("23:59:60.999999999", 23, 59, 60, 999_999_999)]
    [InlineData("07:32:00.5", 7, 32, 0, 500_000_000)]
    public void Times(string written, int hour, int minute, int second, int nanosecond)
    {
        TomlLocalTime value = Toml.Value<TomlLocalTime>(written);
        Assert.Equal(new TomlTime(hour, minute, second, nanosecond), value.Value);
        Assert.Equal(written, value.ToString());
    }

    [Fact]
    public void Digits_finer_than_nanoseconds_are_cut_off_and_not_rounded() =>
        Assert.Equal(new TomlTime(0, 0, 0, 999_999_999), Toml.Value<TomlLocalTime>("00:00:00.9999999999999").Value);

    [Theory]
    [InlineData("1979-05-27T07:32:00")]
    [InlineData("1979-05-27t07:32:00")]
    [InlineData("1979-05-27 07:32:00")]
    public void Date_times_without_offset(string written)
    {
        TomlLocalDateTime value = Toml.Value<TomlLocalDateTime>(written);
        Assert.Equal((new TomlDate(1979, 5, 27), new TomlTime(7, 32, 0)), (value.Date, value.Time));
    }

    [Theory]
    [InlineData("1979-05-27T07:32:00.25Z", 0)]
    [InlineData("1979-05-27 07:32:00.25z", 0)]
    [InlineData("1979-05-27T07:32:00.25-00:00", 0)]
    [InlineData("1979-05-27T07:32:00.25+05:30", 330)]
    [InlineData("1979-05-27 07:32:00.25-23:59", -1439)]
    public void Date_times_with_offset(string written, int minutes)
    {
        TomlOffsetDateTime value = Toml.Value<TomlOffsetDateTime>(written);
        Assert.Equal(new TomlDate(1979, 5, 27), value.Date);
        Assert.Equal(new TomlTime(7, 32, 0, 250_000_000), value.Time);
        Assert.Equal(minutes, value.OffsetMinutes);
    }

    [Fact]
    public void A_space_behind_a_date_needs_no_time()
    {
        TomlArray dates = Toml.Value<TomlArray>("[ 1979-05-27 , 1979-05-28 # a comment\n ]");
        Assert.Equal(["1979-05-27", "1979-05-28"], [dates[0].ToString(), dates[1].ToString()]);
    }

    [Theory]
    [InlineData("1979-5-27")]
    [InlineData("79-05-27")]
    [InlineData("1979-00-01")]
    [InlineData("1979-13-01")]
    [InlineData("1979-01-00")]
    [InlineData("1979-04-31")]
    [InlineData("1900-02-29")]
    [InlineData("1979-05-27T")]
    [InlineData("1979-05-27 7:32:00")]
    [InlineData("1979-05-27T07:32")]
    [InlineData("1979-05-27T24:00:00")]
    [InlineData("1979-05-27T07:60:00")]
    [InlineData("1979-05-27T07:32:61")]
    [InlineData("1979-05-27T07:32:00.")]
    [InlineData("1979-05-27T07:32:00+24:00")]
    [InlineData("1979-05-27T07:32:00+01:60")]
    [InlineData("1979-05-27T07:32:00+0100")]
    [InlineData("1979-05-27T07:32:00ZZ")]
    [InlineData("1979-05-27  07:32:00")]
    [InlineData("1979-05-27_07:32:00")]
    [InlineData("1979/05/27")]
    [InlineData("07:32")]
    [InlineData("7:32:00")]
    [InlineData("07:32:00Z")]
    [InlineData("07:32:00+01:00")]
    [InlineData("07.32.00")]
    public void What_only_looks_like_a_date_or_time_is_refused(string written) =>
        Assert.Single(Toml.Errors($"a = {written}\n"));
}
