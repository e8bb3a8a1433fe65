using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class OctalModeTests
{
    [Theory]
    [InlineData("0", 0, "0000")]
    [InlineData("22", 18, "0022")]
    [InlineData("022", 18, "0022")]
    [InlineData("0o022", 18, "0022")]
    [InlineData("0755", 493, "0755")]
    [InlineData("777", 511, "0777")]
    [InlineData("1777", 1023, "1777")]
    [InlineData("00007777", 4095, "7777")]
    public void Every_form_is_read_and_printed_in_four_digits(string text, int bits, string printed)
    {
        Assert.True(OctalMode.TryParse(text, out OctalMode mode, out _));
        Assert.Equal(bits, mode.Bits);
        Assert.Equal(printed, mode.ToString());
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "modes", MemberType = typeof(GoldenMessages))]
    public void A_wrong_mode_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<OctalMode>(OctalMode.TryParse, text, carets, message);

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "masks", MemberType = typeof(GoldenMessages))]
    public void A_wrong_mask_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<OctalMode>(OctalMode.TryParseMask, text, carets, message);

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back()
    {
        Property.Reads<OctalMode>(OctalMode.TryParse, "0", "0o", "7", "8", "22", "755", "-");
        Property.Reads<OctalMode>(OctalMode.TryParseMask, "0", "0o", "7", "8", "22", "755", "-");
    }
}
