using System;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tests.Texts;

/// <summary>Instants and spans, for people.</summary>
public sealed class AgoTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(303, "5m3s")]
    [InlineData(7384, "2h3m")]
    [InlineData(180_000, "2d2h")]
    public void A_span_has_its_two_largest_units(long seconds, string text) => Assert.Equal(text, Ago.Span(seconds * Second));

    [Theory]
    [InlineData("5m", -300)]
    [InlineData("90", -90)]
    [InlineData("1970-01-02T00:00:00Z", 86_400)]
    [InlineData("1970-01-02T01:00+01:00", 86_400)]
    [InlineData("1970-01-01T00:00:00.5Z", 0.5)]
    public void When_is_a_span_ago_or_a_time(string text, double seconds)
    {
        const long Now = 1_000_000 * Second;
        Assert.True(Ago.TryParse(text, Now, out long instant));
        Assert.Equal((long)(seconds * Second), text.EndsWith('Z') || text.Contains('+', StringComparison.Ordinal) ? instant : instant - Now);
    }

    [Theory]
    [InlineData("5m", 10)]
    [InlineData("1969-12-31T23:00Z", 1_000_000)]
    public void What_was_before_1970_is_1970(string text, long now)
    {
        Assert.True(Ago.TryParse(text, now * Second, out long instant));
        Assert.Equal(0, instant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("5m5m")]
    public void What_is_no_time_is_refused(string text) => Assert.False(Ago.TryParse(text, 0, out _));

    [Fact]
    public void A_time_without_a_zone_is_that_of_the_clock_here()
    {
        Assert.True(Ago.TryParse("2026-11-22 13:00", 0, out long instant));
        Assert.Equal("2026-11-22 13:00:00", Ago.Clock(instant));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void An_instant_beyond_the_calendar_is_no_reason_to_fail(long instant) => Assert.NotEmpty(Ago.Full(instant, Ago.Now));
}
