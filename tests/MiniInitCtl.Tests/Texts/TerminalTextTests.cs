using System.Globalization;
using System.Text;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tests.Texts;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("häßlich 日本 🙂", "häßlich 日本 🙂")]
    [InlineData("a\nb\tc\u001b[31m\u009b", "a\\u000Ab\\u0009c\\u001B[31m\\u009B")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\u202a\u202e\u2066\u2069", "\\u202A\\u202E\\u2066\\u2069")]
    [InlineData("\u200e\u200f\u061c", "\\u200E\\u200F\\u061C")] // marks of direction
    [InlineData("\u200b\ufeff\u00ad\u2060", "\\u200B\\uFEFF\\u00AD\\u2060")] // of no width
    [InlineData("\U000e0001\U000e0020\U000e007f", "\\U000E0001\\U000E0020\\U000E007F")] // tags
    [InlineData("\U0001d173", "\\U0001D173")] // a beam
    public void What_could_steer_a_terminal_or_hide_does_not_reach_it(string text, string escaped) =>
        Assert.Equal(escaped, TerminalText.Escape(text));

    [Fact]
    public void Every_character_that_cannot_be_seen_is_shown_as_ASCII()
    {
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value) && Rune.GetUnicodeCategory(new Rune(value)) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                Assert.True(Ascii.IsValid(TerminalText.Escape(new Rune(value).ToString())), $"U+{value:X4}");
            }
        }
    }

    [Fact]
    public void Tabs_stay_where_they_are_no_surprise() => Assert.Equal("a\tb\\u001B", TerminalText.Escape("a\tb\u001b", keepsTabs: true));
}
