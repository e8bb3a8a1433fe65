using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class SizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1000)]
    [InlineData("007", 7)]
    [InlineData("64k", 65536)]
    [InlineData("64K", 65536)]
    [InlineData("64KiB", 65536)]
    [InlineData("64kib", 65536)]
    [InlineData("10M", 10485760)]
    [InlineData("2G", 2147483648)]
    [InlineData("1T", 1099511627776)]
    [InlineData("1P", 1125899906842624)]
    [InlineData("7E", 8070450532247928832)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Every_form_is_read(string text, long bytes)
    {
        Assert.True(Size.TryParse(text, out Size size, out _));
        Assert.Equal(bytes, size.Bytes);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(1000, "1000")]
    [InlineData(1024, "1k")]
    [InlineData(1025, "1025")]
    [InlineData(1536 * 1024, "1536k")]
    [InlineData(10485760, "10M")]
    [InlineData(4611686018427387904, "4E")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void It_is_printed_in_the_largest_unit_that_is_exact(long bytes, string text) =>
        Assert.Equal(text, new Size(bytes).ToString());

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "sizes", MemberType = typeof(GoldenMessages))]
    public void A_wrong_size_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<Size>(Size.TryParse, text, carets, message);

    [Theory]
    [InlineData("4k", null)]
    [InlineData("1M", null)]
    [InlineData("4095", "cannot use \"4095\" as a size: 4k is the least")]
    [InlineData("1048577", "cannot use \"1048577\" as a size: 1M is the most")]
    public void Bounds_are_kept_and_named(string text, string? message)
    {
        bool read = Size.TryParse(text, new Size(4096), new Size(1048576), out _, out TextError error);
        Assert.Equal(message is null, read);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_in_the_message()
    {
        string text = new('1', 65);
        GoldenMessages.Check<Size>(
            Size.TryParse,
            text,
            new string(' ', 64) + "^",
            $"cannot use \"{text[..60]}…\" as a size: it has 65 characters, and 64 are the most");
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<Size>(Size.TryParse, "0", "1", "64", "1023", "1024", "k", "M", "G", "E", "iB", "B", ".", " ");
}
