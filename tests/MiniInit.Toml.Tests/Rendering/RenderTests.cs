using System;
using System.Text;

namespace MiniInit.Toml.Tests.Rendering;

public sealed class RenderTests
{
    [Fact]
    public void Users_of_the_reader_report_their_own_errors_in_the_same_form()
    {
        TomlDocument document = TomlDocument.Parse("[web]\nport = \"80\"\n"u8.ToArray(), "web.toml");
        TomlString port = Toml.At<TomlString>(document.Root, "web", "port");
        TomlDiagnostic diagnostic = new(
            document.Source,
            port.Span,
            $"cannot use {port.KindPhrase} as port: expected an integer",
            document.Root[0].KeySpan);
        Assert.Equal(
            """
            web.toml:2:8: cannot use a string as port: expected an integer
               2 | port = "80"
                 |        ^^^^
               1 | [web]
                 |  ---
            """,
            diagnostic.Render());
    }

    [Theory]
    [InlineData("\t", "    ^")]
    [InlineData("a\t", "    ^")]
    [InlineData("abc\t", "    ^")]
    [InlineData("abcd\t", "        ^")]
    [InlineData("\t\t", "        ^")]
    [InlineData("日", "  ^")]
    [InlineData("é", " ^")]
    [InlineData("e\u0301", " ^")]
    [InlineData("😀", "  ^")]
    [InlineData("ｆ", "  ^")]
    [InlineData("한", "  ^")]
    [InlineData("\u001B", "      ^")]
    [InlineData("\u202E", "      ^")]
    [InlineData("\u200D", "      ^")]
    [InlineData("\U000E0001", "          ^")]
    public void The_caret_stands_below_the_character_meant(string before, string marks) =>
        Assert.Equal(marks, Marks(before + "X", Encoding.UTF8.GetByteCount(before), 1));

    [Fact]
    public void Bytes_that_are_no_characters_are_shown_as_numbers()
    {
        TomlSource source = new("t", new byte[] { 0xFF, (byte)'X' });
        TomlDiagnostic diagnostic = new(source, source.Span(1, 2), "m");
        Assert.EndsWith("| \\xFFX\n     |     ^", diagnostic.Render(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", 0, 3, "^^^")]
    [InlineData("abc", 1, 1, " ^")]
    [InlineData("abc", 3, 0, "   ^")]
    [InlineData("日本", 0, 6, "^^^^")]
    [InlineData("abc\ndef", 1, 4, " ^^")]
    [InlineData("abc\r\n", 3, 0, "   ^")]
    public void As_much_is_marked_as_is_meant_but_only_of_the_first_line(
        string text, int start, int length, string marks) =>
        Assert.Equal(marks, Marks(text, start, length));

    [Fact]
    public void Long_lines_are_cut_on_both_sides_of_what_is_meant()
    {
        string line = string.Concat(new string('日', 300), "X", new string('b', 300));
        string[] lines = Render(line, 900, 1).Split('\n');
        Assert.Equal($"   1 | …{new string('日', 25)}X{new string('b', 48)}…", lines[1]);
        Assert.Equal($"     | {new string(' ', 51)}^", lines[2]);
    }

    [Fact]
    public void A_line_that_fits_is_not_cut()
    {
        string line = new('a', TomlLimits.ExcerptCells);
        Assert.DoesNotContain('…', Render(line, 0, 1));
        Assert.Contains('…', Render(line + "a", 0, 1));
    }

    [Fact]
    public void A_value_made_by_a_program_has_no_line_to_show()
    {
        TomlSource source = new("t", default);
        TomlDiagnostic diagnostic = new(source, new TomlInteger(1).Span, "cannot use 1: too small");
        Assert.Equal("t: cannot use 1: too small", diagnostic.Render());
    }

    [Fact]
    public void File_names_cannot_steer_the_terminal()
    {
        TomlSource source = new("a\u001B[2J\n.toml", "x"u8.ToArray());
        Assert.Equal("a\\u001B[2J\\u000A.toml:1:1: m", new TomlDiagnostic(source, source.Span(0, 1), "m").ToString());
    }

    [Fact]
    public void Names_in_messages_are_cut_and_escaped()
    {
        string line = $"\"\\u001b{new string('k', 5000)}\" = 1\n";
        string quoted = $"\"\\u001B{new string('k', 59)}…\"";
        Assert.Equal(
            [$"test.toml:2:1: cannot define {quoted} twice: it is first defined at test.toml:1:1"],
            Toml.Errors(line + line));
    }

    private static string Marks(string text, int start, int length) =>
        Render(text, start, length).Split('\n')[2]["     | ".Length..];

    private static string Render(string text, int start, int length)
    {
        TomlSource source = new("t", Encoding.UTF8.GetBytes(text));
        return new TomlDiagnostic(source, source.Span(start, start + length), "m").Render();
    }
}
