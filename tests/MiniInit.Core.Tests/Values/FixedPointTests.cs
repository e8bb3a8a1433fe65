using MiniInit.Core.Values;
using Xunit;

namespace MiniInit.Core.Tests.Values;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData("0", 1, 0, true)]
    [InlineData("12.5", 1, 125, true)]
    [InlineData("12.5", 3, 12500, true)]
    [InlineData("12.50", 1, 125, true)]
    [InlineData("12.55", 1, 125, false)]
    [InlineData("7.", 2, 700, true)]
    [InlineData(".25", 2, 25, true)]
    [InlineData("007", 0, 7, true)]
    [InlineData("922337203685477579.9", 1, 9223372036854775799, true)]
    public void A_number_is_counted_in_its_last_place(string text, int decimals, long value, bool isExact)
    {
        Assert.True(FixedPoint.TryParse(text, decimals, out long read, out bool wasExact));
        Assert.Equal((value, isExact), (read, wasExact));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("92233720368547758070.5")]
    public void What_is_too_large_stays_at_the_largest(string text)
    {
        Assert.True(FixedPoint.TryParse(text, 1, out long value, out _));
        Assert.Equal(FixedPoint.TooLarge, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData(" 1")]
    [InlineData("1e3")]
    [InlineData("٣")]
    public void Anything_but_digits_and_one_point_is_refused(string text) =>
        Assert.False(FixedPoint.TryParse(text, 3, out _, out _));

    [Theory]
    [InlineData(0, 1, "0")]
    [InlineData(5, 1, "0.5")]
    [InlineData(125, 1, "12.5")]
    [InlineData(120, 1, "12")]
    [InlineData(1000, 1, "100")]
    [InlineData(1, 7, "0.0000001")]
    [InlineData(long.MaxValue, 7, "922337203685.4775807")]
    public void Zeros_behind_the_point_are_left_out(long value, int decimals, string text) =>
        Assert.Equal(text, FixedPoint.Format(value, decimals));
}
