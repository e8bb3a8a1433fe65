using System;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("5", 50_000_000)]
    [InlineData("2.5", 25_000_000)]
    [InlineData("007", 70_000_000)]
    [InlineData("1us", 10)]
    [InlineData("0.1us", 1)]
    [InlineData("0.05us", 0)]
    [InlineData("250ms", 2_500_000)]
    [InlineData("0.5ms", 5_000)]
    [InlineData("5s", 50_000_000)]
    [InlineData("1.0000001s", 10_000_001)]
    [InlineData("2m", 1_200_000_000)]
    [InlineData("2min", 1_200_000_000)]
    [InlineData("1h", 36_000_000_000)]
    [InlineData("1h30m", 54_000_000_000)]
    [InlineData("1.5h", 54_000_000_000)]
    [InlineData("1d", 864_000_000_000)]
    [InlineData("1d1h1m1s1ms1us", 900_610_010_010)]
    [InlineData("366d", 316_224_000_000_000)]
    [InlineData("31622400", 316_224_000_000_000)]
    public void Every_form_is_read(string text, long ticks)
    {
        Assert.True(Duration.TryParse(text, out TimeSpan span));
        Assert.Equal(ticks, span.Ticks);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 5s")]
    [InlineData("5s ")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("s")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("5x")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("5.")]
    [InlineData("1.5.5s")]
    [InlineData("1,5s")]
    [InlineData("5s5")]
    [InlineData("5s 5ms")]
    [InlineData("1h30")]
    [InlineData("1:30")]
    [InlineData("1.00000001s")]
    [InlineData("5\0")]
    [InlineData("5s\n")]
    [InlineData("５s")]
    [InlineData("366d1us")]
    [InlineData("367d")]
    [InlineData("31622401")]
    [InlineData("999999999999d")]
    [InlineData("1000000000000")]
    [InlineData("79228162514264337593543950335d")]
    [InlineData("200d200d")]
    [InlineData("30m1h")]
    [InlineData("10s30m")]
    [InlineData("5s5s")]
    [InlineData("1m2min")]
    [InlineData("1h1s1m")]
    [InlineData("inf")]
    [InlineData("nan")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Duration.TryParse(text, out TimeSpan span));
        Assert.Equal(TimeSpan.Zero, span);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("s")]
    [InlineData(".")]
    [InlineData("366d")]
    public void A_very_long_text_is_refused(string piece) =>
        Assert.False(Duration.TryParse(string.Concat(Enumerable.Repeat(piece, 250_000)), out _));

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(1, "0.0001ms")]
    [InlineData(10, "0.001ms")]
    [InlineData(2_500_000, "250ms")]
    [InlineData(9_999_999, "999.9999ms")]
    [InlineData(10_000_000, "1s")]
    [InlineData(25_000_000, "2.5s")]
    [InlineData(600_000_000, "1m")]
    [InlineData(610_000_000, "1m1s")]
    [InlineData(36_000_000_000, "1h")]
    [InlineData(54_000_000_000, "1h30m")]
    [InlineData(54_010_000_001, "1h30m1.0000001s")]
    [InlineData(316_224_000_000_000, "8784h")]
    public void Spans_are_printed_in_the_form_that_is_read(long ticks, string text)
    {
        Assert.Equal(text, Duration.Format(TimeSpan.FromTicks(ticks)));
        Assert.True(Duration.TryParse(text, out TimeSpan span));
        Assert.Equal(ticks, span.Ticks);
    }

    [Fact]
    public void Whatever_is_printed_is_read_back_exactly()
    {
        const int Seed = 20261;
        var random = new Random(Seed);
        for (int i = 0; i < 10_000; i++)
        {
            // Powers, so that short spans are as frequent as long ones.
            long ticks = (long)Math.Pow(Duration.Longest.Ticks, random.NextDouble());
            string text = Duration.Format(TimeSpan.FromTicks(ticks));
            Assert.True(Duration.TryParse(text, out TimeSpan span), $"seed {Seed}: {ticks} ticks printed as {text}");
            Assert.True(ticks == span.Ticks, $"seed {Seed}: {ticks} ticks printed as {text}, read as {span.Ticks}");
        }
    }

    [Fact]
    public void Random_texts_are_never_read_as_more_than_the_longest_span()
    {
        const int Seed = 20262;
        const string Letters = "0123456789.smhdu+- \0é";
        var random = new Random(Seed);
        for (int i = 0; i < 10_000; i++)
        {
            string text = new(random.GetItems(Letters.AsSpan(), random.Next(1, 24)));
            if (Duration.TryParse(text, out TimeSpan span))
            {
                Assert.InRange(span, TimeSpan.Zero, Duration.Longest);
            }
        }
    }
}
