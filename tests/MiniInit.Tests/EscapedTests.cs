using System.Globalization;
using System.Text;

namespace MiniInit.Tests;

public sealed class EscapedTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("häßlich 日本 🙂", "häßlich 日本 🙂")]
    [InlineData("a\nb\tc\r", "a\\x0ab\\x09c\\x0d")]
    [InlineData("\u001b[31mred", "\\x1b[31mred")]
    [InlineData("\0\u007f", "\\x00\\x7f")]
    [InlineData("\u009b2J", "\\x9b2J")] // a control sequence introducer of one character
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\u202a\u202e", "\\u202a\\u202e")]
    [InlineData("\u2066\u2069", "\\u2066\\u2069")]
    [InlineData("\u200e\u200f\u061c", "\\u200e\\u200f\\u061c")] // marks of direction
    [InlineData("\u200b\ufeff\u00ad", "\\u200b\\ufeff\\xad")] // of no width
    [InlineData("\ufff9\u2060", "\\ufff9\\u2060")] // annotations, a joiner
    [InlineData("\U000e0001\U000e0041\U000e007f", "\\U000e0001\\U000e0041\\U000e007f")] // tags
    [InlineData("\U0001d173\U000110bd", "\\U0001d173\\U000110bd")] // beams, a sign over numbers
    public void What_could_steer_a_terminal_or_hide_does_not_reach_it(string text, string escaped)
    {
        Assert.Equal(escaped, Escaped.Text(text));
        Assert.Equal(escaped, Escaped.Bytes(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Every_character_that_cannot_be_seen_is_shown_as_ASCII()
    {
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value) && Rune.GetUnicodeCategory(new Rune(value)) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                Assert.True(Ascii.IsValid(Escaped.Text(new Rune(value).ToString())), $"U+{value:X4}");
            }
        }
    }

    [Fact]
    public void A_character_is_not_cut_in_two() =>
        Assert.Equal(new string('x', 199) + "😀…", Escaped.Text(new string('x', 199) + "😀😀"));

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters() =>
        Assert.Equal("a\ufffdb", Escaped.Bytes([(byte)'a', 0xFF, (byte)'b']));

    [Theory]
    [InlineData(200, false)]
    [InlineData(201, true)]
    [InlineData(1_000_000, true)]
    public void Long_text_is_cut_and_says_so(int length, bool cut)
    {
        string expected = new string('x', 200) + (cut ? "…" : "");
        Assert.Equal(expected, Escaped.Text(new string('x', length)));
        Assert.Equal(expected, Escaped.Bytes(Encoding.UTF8.GetBytes(new string('x', length))));
    }

    [Fact]
    public void Long_text_of_wide_characters_is_cut_alike()
    {
        string text = new('日', 1000);
        Assert.Equal(Escaped.Text(text), Escaped.Bytes(Encoding.UTF8.GetBytes(text)));
    }
}
