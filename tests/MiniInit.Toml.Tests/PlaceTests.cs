using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Toml.Tests;

/// <summary>Places within strings, and places that outlive the merging of tables.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("'abc'", 1, 1, "b")]
    [InlineData("\"abc\"", 0, 3, "abc")]
    [InlineData("\"a\\tb\\u00e9c\"", 1, 1, "\\t")]
    [InlineData("\"a\\tb\\u00e9c\"", 3, 1, "\\u00e9")]
    [InlineData("\"\\U0001F600x\"", 2, 1, "x")]
    [InlineData("\"\\U000000e9x\"", 1, 1, "x")]
    [InlineData("\"😀é x\"", 2, 1, "é")]
    [InlineData("'a\\b'", 2, 1, "b")]
    [InlineData("\"\"\"\nab\ncd\"\"\"", 3, 2, "cd")]
    [InlineData("\"\"\"\r\nab\r\ncd\"\"\"", 2, 2, "\r\nc")]
    [InlineData("\"\"\"a\\\n   b\"\"\"", 1, 1, "b")]
    [InlineData("\"\"\"a\\ \t\n\n \\\n b\"\"\"", 1, 1, "b")]
    [InlineData("'''\na'b'''", 1, 1, "'")]
    [InlineData("\"\"\"\\\n  a\"\"\"", 0, 1, "a")]
    [InlineData("\"\"\"a\"\"\"\"", 1, 1, "\"")]
    public void A_part_of_a_string_is_found_where_it_is_written(string written, int start, int length, string part)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"key = {written}\n");
        TomlString text = Assert.IsType<TomlString>(TomlDocument.Parse(bytes, "t").Root[0].Value);
        TomlSpan span = text.SpanOf(start, length);
        Assert.Equal(part, Encoding.UTF8.GetString(bytes[span.Start.Offset..span.End.Offset]));
        Assert.Equal(written, Encoding.UTF8.GetString(text.Written.Span));
    }

    [Fact]
    public void The_end_of_a_string_is_before_its_closing_quote()
    {
        TomlString text = Toml.Value<TomlString>("\"ab\"");
        Assert.Equal(new TomlPosition(1, 8, 7), text.SpanOf(2, 0).Start);
        Assert.Equal(text.SpanOf(2, 0).Start, text.SpanOf(2, 0).End);
        Assert.Equal(default, new TomlString("ab").SpanOf(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => text.SpanOf(1, 2));
    }

    [Fact]
    public void Each_character_of_any_string_is_found()
    {
        string[] pieces = ["a", "\\t", "\\\\", "é", "😀", "\\u00e9", "\\U0001F600", "\n", "\r\n", "\\\n  ", "\\ \n\n", "'", "\\\""];
        Gen<string> texts = Gen.Elements(pieces).ListOf().Select(list => string.Concat(list));
        Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(texts), inside =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes($"k = \"\"\"{inside}\"\"\"");
            TomlString text = Assert.IsType<TomlString>(TomlDocument.Parse(bytes, "t").Root[0].Value);
            int at = 0;
            foreach (Rune rune in text.Value.EnumerateRunes())
            {
                TomlSpan span = text.SpanOf(at, rune.Utf16SequenceLength);
                string part = Encoding.UTF8.GetString(bytes[span.Start.Offset..span.End.Offset]);
                string read = Toml.Value<TomlString>($"\"\"\"\n{part}\"\"\"").Value;
                Assert.Equal(rune.ToString(), read);
                at += rune.Utf16SequenceLength;
            }
        }));
    }

    [Fact]
    public void Merged_tables_keep_the_places_of_what_they_were_merged_from()
    {
        TomlTable lower = Read("[a]\nx = 1\ny = 2\n[b]\nz = 3\n", "lower");
        TomlTable upper = Read("c = 9\n[a]\ny = 4\nw = { v = 5 }\n", "upper");
        TomlTable merged = lower.Overlay(upper);

        Assert.Equal(["a", "b", "c"], merged.Select(entry => entry.Key));
        TomlTable a = Toml.At<TomlTable>(merged, "a");
        Assert.Equal(["x", "y", "w"], a.Select(entry => entry.Key));
        Assert.Equal(["lower 2:1", "upper 3:1", "upper 4:1"], a.Select(Where));
        Assert.Equal(["lower 1:2", "lower 4:2", "upper 1:1"], merged.Select(Where));
        Assert.Equal(2, Toml.At<TomlInteger>(lower, "a", "y").Value);
        Assert.Equal(["b"], merged.Without(key => key is "a" or "c").Select(entry => entry.Key));
    }

    private static string Where(TomlEntry entry) => $"{entry.Value.Source?.Name} {entry.KeySpan.Start}";

    private static TomlTable Read(string text, string name) =>
        TomlDocument.Parse(Encoding.UTF8.GetBytes(text), name).Root;
}
