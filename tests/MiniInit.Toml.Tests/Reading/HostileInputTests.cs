using System;
using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Reading;

/// <summary>
/// Texts made to be expensive. Twice the text may cost twice the work and memory and not much more; both are counted,
/// not timed.
/// </summary>
public sealed class HostileInputTests
{
    private const int Small = 20_000;

    /// <summary>
    /// Tables and lists double their room at certain sizes, so twice the text may take a little over twice.
    /// </summary>
    private const double MaximumRatio = 3.0;

    public static TheoryData<string, string, string, string> Patterns => new()
    {
        { "many keys", "", "k@ = 1\n", "" },
        { "many equal keys", "", "k = 1\n", "" },
        { "many dotted keys", "", "a.b.c.k@ = 1\n", "" },
        { "many dotted tables", "", "a.t@.k = 1\n", "" },
        { "many tables", "", "[t@]\n", "" },
        { "many tables in a table", "", "[a.b.t@]\nk = 1\n", "" },
        { "many array elements", "a = [", "1,", "]\n" },
        { "many lines in an array", "a = [\n", "'x', # c\n", "]\n" },
        { "many arrays of tables", "", "[[t@]]\n", "" },
        { "many elements of an array of tables", "", "[[a]]\nk = 1\n", "" },
        { "many subtables of elements", "", "[[a]]\n[a.b.c]\nk = 1\n", "" },
        { "many keys in an inline table", "a = { ", "k@ = 1, ", "k = 1 }\n" },
        { "many inline tables", "a = [ ", "{ k = { l = 1 } },", "]\n" },
        { "a long string", "a = \"", "text ", "\"\n" },
        { "a long string of escapes", "a = \"", "\\u00e9", "\"\n" },
        { "a long string of wrong escapes", "a = \"", "\\d", "\"\n" },
        { "a long string of several lines", "a = \"\"\"", "text\r\n", "\"\"\"\n" },
        { "a long string of quotes", "a = \"\"\"", "\"\" ", "\"\"\"\n" },
        { "a long string of line joins", "a = \"\"\"", "\\\n", "\"\"\"\n" },
        { "an open string", "a = \"", "text ", "" },
        { "an open string of several lines", "a = '''", "text\n", "" },
        { "open strings", "", "a@ = \"text\n", "" },
        { "a long key", "", "key", " = 1\n" },
        { "a long key in quotes", "\"", "key ", "\" = 1\n" },
        { "a long key without a value", "", "key", "" },
        { "a long dotted key", "", "a.", "a = 1\n" },
        { "a long number", "a = ", "9", "\n" },
        { "a long number with underscores", "a = 1", "_1", "\n" },
        { "a long float", "a = 1.", "9", "\n" },
        { "a long exponent", "a = 1e", "9", "\n" },
        { "a long fraction", "a = 00:00:00.", "9", "\n" },
        { "a long word", "a = ", "word", "\n" },
        { "open arrays", "", "a@ = [ 1 2\n", "" },
        { "an open array of statements", "a = [\n", "  k@ = 1\n", "" },
        { "an array with errors", "a = [\n", "  oops oops\n", "]\n" },
        { "brackets", "a = ", "[", "\n" },
        { "closing brackets", "", "]\n", "" },
        { "inline tables over lines", "", "a@ = {\n  b = 1,\n}\n", "" },
        { "quotes in a line with an error", "a = [ 1 2 ", "'\"", "\n" },
        { "blanks", "", " ", "" },
        { "blank lines", "", " \r\n", "" },
        { "carriage returns", "", "\r", "" },
        { "comments", "", "# c\n", "" },
        { "a long comment", "# ", "text ", "\n" },
        { "NULs", "# ", "\0", "" },
        { "lines of NULs", "#\n", "\0\n", "" },
        { "byte order marks", "", "\uFEFF", "" },
        { "half surrogates as escapes", "a = '' # ", "\\ud800", "\n" },
        { "half surrogates", "", "a@ = \"\\ud800\"\n", "" },
        { "suspicious strings", "", "a@ = '''\nb =''' # ", "\n" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Twice_the_text_is_twice_the_work_and_the_memory(string what, string start, string repeated, string end)
    {
        (long workOnce, long memoryOnce) = Measure(Text(start, repeated, end, Small));
        (long workTwice, long memoryTwice) = Measure(Text(start, repeated, end, Small * 2));

        // Constant costs of a few kilobytes would only blur the ratio.
        Assert.True(workTwice <= (workOnce + 1000) * MaximumRatio, $"{what}: {workOnce} then {workTwice} steps");
        Assert.True(
            memoryTwice <= (memoryOnce + 10_000) * MaximumRatio, $"{what}: {memoryOnce} then {memoryTwice} bytes");
        Assert.True(workTwice <= 4L * Text(start, repeated, end, Small * 2).Length, $"{what}: {workTwice} steps");
    }

    [Theory]
    [InlineData("name", "[t@]\nkey = [1, 2]\n", 1_000_000)]
    [InlineData("name", "[[t]]\nkey = '@'\n", 500_000)]
    [InlineData("name", "key@ = \"value @\" # and a comment\n", 300_000)]
    public void Large_texts_are_read(string what, string repeated, int times)
    {
        byte[] text = Text("", repeated, "", times);
        Assert.True(text.Length >= 8_000_000, what);
        TomlDocument document = TomlDocument.Parse(text, "large.toml");
        Assert.False(document.HasErrors);
        Assert.Equal(times, document.Root[0].Value is TomlArray array ? array.Count : document.Root.Count);
    }

    [Fact]
    public void Places_in_one_long_line_are_found_without_reading_it_again_from_its_start()
    {
        const int Count = 100_000;
        TomlTable root = Toml.Read($"a = [{string.Concat(Enumerable.Repeat("'é', ", Count))}]\n");
        TomlArray array = Toml.At<TomlArray>(root, "a");

        // 10^5 questions about a line of 6 * 10^5 bytes: from the start each would be 3 * 10^10 bytes, minutes of work.
        Assert.All(array, (element, i) => Assert.Equal(6 + (5 * i), element.Span.Start.Column));
    }

    [Fact]
    public void A_long_line_is_rendered_in_a_few_characters()
    {
        string text = $"{new string('k', 1_000_000)}! = {new string('v', 1_000_000)}\n";
        TomlDocument document = TomlDocument.Parse(Encoding.UTF8.GetBytes(text), "t");
        Assert.InRange(Assert.Single(document.Diagnostics).Render().Length, 1, 800);
    }

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u202E")]
    [InlineData("\t")]
    [InlineData("😀")]
    public void Characters_without_width_do_not_make_a_rendered_line_long(string character)
    {
        string filler = string.Concat(Enumerable.Repeat(character, 100_000));
        TomlDocument document = TomlDocument.Parse(Encoding.UTF8.GetBytes($"a = '{filler}' '{filler}'\n"), "t");
        Assert.InRange(Assert.Single(document.Diagnostics).Render().Length, 1, 1200);
    }

    private static byte[] Text(string start, string repeated, string end, int times)
    {
        StringBuilder text = new(start);
        for (int i = 0; i < times; i++)
        {
            text.Append(repeated.Replace("@", $"{i}", StringComparison.Ordinal));
        }

        return Encoding.UTF8.GetBytes(text.Append(end).ToString());
    }

    private static (long Work, long Memory) Measure(byte[] text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TomlDocument document = TomlDocument.Parse(text, "hostile.toml");
        long memory = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(document.Diagnostics.Count, 0, TomlLimits.MaximumErrors + 1);
        return (document.Work, memory);
    }
}
