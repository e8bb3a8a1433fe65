using System;
using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Reading;

public sealed class EncodingTests
{
    public static TheoryData<string> Undecodable =>
    [
        "80", "C0AF", "C3", "E282", "EDA080", "F4908080", "F0288CBC", "FE", "FF", "F8888080", "E08080",
    ];

    [Theory]
    [MemberData(nameof(Undecodable))]
    public void Bytes_that_are_not_UTF_8_are_errors_wherever_they_stand(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        string[] texts = ["a = 1\nb = \"|\"\n", "a = 1\n# |\n", "a = 1\n| = 1\n", "a = 1\nb = '''\n|'''\n"];
        foreach (string text in texts)
        {
            string[] parts = text.Split('|');
            byte[] whole = [.. Encoding.UTF8.GetBytes(parts[0]), .. bytes, .. Encoding.UTF8.GetBytes(parts[1])];
            string error = Assert.Single(Toml.Errors(whole));
            Assert.Contains(": cannot decode the byte", error, StringComparison.Ordinal);
            Assert.Contains("this is not UTF-8", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Text_in_another_encoding_is_not_reported_line_by_line()
    {
        byte[] text = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => $"k{i} = \"é\"\n")));
        Assert.Equal(TomlLimits.MaximumEncodingErrors, Toml.Errors(text).Count);
    }

    [Fact]
    public void UTF_16_is_called_by_its_name()
    {
        foreach (Encoding encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] text = [.. encoding.GetPreamble(), .. encoding.GetBytes("a = 1\n")];
            Assert.Equal(
                ["test.toml:1:1: cannot read the text: it is UTF-16, and TOML is UTF-8; save it with that encoding"],
                Toml.Errors(text));
        }
    }

    [Theory]
    [InlineData("\0a", 1)]
    [InlineData("a\0", 2)]
    [InlineData("\0", 1)]
    public void A_NUL_at_the_start_means_another_kind_of_file(string start, int column) =>
        Assert.Equal(
            [$"test.toml:1:{column}: cannot read the text: it starts like UTF-16 or a binary file, with a NUL byte; "
                + "TOML is UTF-8"],
            Toml.Errors($"{start}\0\n\0\n\0"));

    [Fact]
    public void A_byte_order_mark_is_allowed_at_the_start_only()
    {
        Assert.Single(Toml.Read("\uFEFFa = 1\n"));
        Assert.Empty(Toml.Read("\uFEFF"));
        Assert.Single(Toml.Errors("\n\uFEFFa = 1\n"));
        Assert.Equal("\uFEFF", Toml.Value<TomlString>("'\uFEFF'").Value);
    }

    [Theory]
    [InlineData("a = 1\r\nb = 2\r\n", 2)]
    [InlineData("a = 1\r\n\r\n# c\r\nb = 2", 2)]
    [InlineData("", 0)]
    [InlineData("\n", 0)]
    [InlineData("\t \n", 0)]
    [InlineData("# only a comment", 0)]
    [InlineData("a = 1", 1)]
    public void Lines_end_with_LF_or_CRLF_and_the_last_needs_no_end(string text, int count) =>
        Assert.Equal(count, Toml.Read(text).Count);

    [Fact]
    public void No_control_character_but_tab_may_stand_anywhere()
    {
        string[] texts = ["a = \"|\"", "a = '|'", "a = \"\"\"|\"\"\"", "a = '''|'''", "# |x", "a = |1"];
        for (int c = 0; c <= 0x7F; c++)
        {
            if (char.IsControl((char)c) && c is not ('\t' or '\n'))
            {
                foreach (string text in texts)
                {
                    string whole = text.Replace('|', (char)c) + "\nb = 2\n";
                    Assert.True(Toml.Errors(whole).Count == 1, $"U+{c:X4} in {text}");
                }
            }
        }
    }
}
