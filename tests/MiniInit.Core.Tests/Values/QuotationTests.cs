using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class QuotationTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\", "\"a\\\"b\\\\\"")]
    [InlineData("\u001B[2J\n", "\"\\u001B[2J\\u000A\"")]
    [InlineData("x\u202Ey", "\"x\\u202Ey\"")]
    [InlineData("a\u2028b", "\"a\\u2028b\"")]
    [InlineData("\u200E\u200F\u061C", "\"\\u200E\\u200F\\u061C\"")]
    [InlineData("\u200B\uFEFF\u00AD", "\"\\u200B\\uFEFF\\u00AD\"")]
    [InlineData("\U000E0001", "\"\\U000E0001\"")]
    [InlineData("\U000E0020\U000E007F\U0001D173", "\"\\U000E0020\\U000E007F\\U0001D173\"")]
    [InlineData("é😀", "\"é😀\"")]
    public void What_could_steer_a_terminal_is_escaped(string text, string expected) =>
        Assert.Equal(expected, Quotation.Of(text));

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal("\"\uFFFD\"", Quotation.Of("\uD83D"));

    [Fact]
    public void A_long_text_is_cut()
    {
        string most = new('a', ValueLimits.Quoted);
        Assert.Equal($"\"{most}\"", Quotation.Of(most));
        Assert.Equal($"\"{most}…\"", Quotation.Of(most + "b"));
    }
}
