using System;
using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Reading;

public sealed class RecoveryTests
{
    [Fact]
    public void Every_wrong_line_is_reported_once_and_right_ones_are_kept()
    {
        TomlDocument document = TomlDocument.Parse(
            "a = 1\nb = \nc 2\nd = 4\n[e\nf = 6\n[g]\nh = oops\ni = 9\n"u8.ToArray(), "test.toml");
        Assert.Equal([2, 3, 5, 8], document.Diagnostics.Select(d => d.Span.Start.Line));
        Assert.Equal(["a", "d", "g"], document.Root.Select(e => e.Key));
        Assert.Equal(9, Toml.At<TomlInteger>(document.Root, "g", "i").Value);
    }

    [Theory]
    [InlineData("a = [\n  1,\n  2 3,\n  4,\n]\nb = oops\n", new[] { 3, 6 })]
    [InlineData("a = [\n1,\n\"b\" \"c\",\n\"d\",\n]\nb = oops\n", new[] { 3, 6 })]
    [InlineData("a = [ [1, 2\n  3], [\n  4]\n]\nb = oops\n", new[] { 2, 5 })]
    [InlineData("a = {\n  b = 1,\n  c = 2\n}\nb = oops\n", new[] { 1, 5 })]
    [InlineData("a = {\nb = 1,\nc = [1, 2],\n}\nb = oops\n", new[] { 1, 5 })]
    [InlineData("a = [{ b = 1,\n  c = 2 },\n]\nb = oops\n", new[] { 1, 4 })]
    [InlineData("a = [1,\nb = oops\nc = oops\n", new[] { 2, 2, 3 })]
    [InlineData("a = [1\nb = oops\n", new[] { 2, 2 })]
    [InlineData("a = [ 1 2 ] # ]\nb = oops\n", new[] { 1, 2 })]
    [InlineData("a = [ \"]\" \"[\" ]\nb = oops\n", new[] { 1, 2 })]
    [InlineData("a = [\n  'x,\n]\nb = oops\n", new[] { 2, 4 })]
    [InlineData("\ta = [\n\t\t1 2,\n\t]\n\tb = oops\n", new[] { 2, 4 })]
    public void An_error_in_brackets_over_lines_hides_nothing_behind_them(string text, int[] lines) =>
        Assert.Equal(
            lines,
            TomlDocument.Parse(Encoding.UTF8.GetBytes(text), "t").Diagnostics.Select(d => d.Span.Start.Line));

    [Fact]
    public void A_lost_closing_quote_does_not_turn_the_rest_inside_out()
    {
        string text = "a = '''\necho a\nb = '''\necho b\necho c\n'''\nc = '''\necho d\n'''\n";
        string error = Assert.Single(Toml.Errors(text));
        Assert.EndsWith(
            "is the closing quote of the string at test.toml:1:5 missing?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_hundred_errors_reading_stops_and_says_so()
    {
        string[] errors = [.. Toml.Errors(string.Concat(Enumerable.Range(0, 1000).Select(i => $"k{i} = oops\n")))];
        Assert.Equal(TomlLimits.MaximumErrors + 1, errors.Length);
        Assert.Equal(
            "test.toml:101:1: cannot read on: 100 errors are enough; the rest was not looked at", errors[^1]);
    }

    [Fact]
    public void A_hundred_errors_in_one_array_stop_reading_too()
    {
        string[] errors = [.. Toml.Errors($"a = [{string.Concat(Enumerable.Repeat("oops, ", 1000))}]\n")];
        Assert.Equal(TomlLimits.MaximumErrors + 1, errors.Length);
    }

    [Fact]
    public void Errors_come_in_the_order_of_their_places()
    {
        TomlDocument document = TomlDocument.Parse("a = 1\na = { b = 1, c = oops, c = 2, b = 3 }\n"u8.ToArray(), "t");
        int[] offsets = [.. document.Diagnostics.Select(d => d.Span.Start.Offset)];
        Assert.Equal(offsets.Order(), offsets);
        Assert.Equal(3, offsets.Length);
    }
}
