using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Toml.Tests.Writing;

public sealed class WriterTests
{
    [Fact]
    public void Values_come_first_then_tables_with_headers()
    {
        TomlTable root = Toml.Read(
            """
            title = "x" # comments are not kept
            job.web.exec = ['web', "--port", "80"]
            job.web.ready = { tcp = "127.0.0.1:80", every = 1.0 }
            job.db.env.PATH = "/bin"
            [empty]
            [[listen]]
            tcp = 80
            [[listen]]
            [listen.tls]
            on = true
            """);
        Assert.Equal(
            """
            title = "x"

            [job.web]
            exec = ["web", "--port", "80"]
            ready = { tcp = "127.0.0.1:80", every = 1.0 }

            [job.db.env]
            PATH = "/bin"

            [empty]

            [[listen]]
            tcp = 80

            [[listen]]

            [listen.tls]
            on = true

            """,
            TomlWriter.Write(root));
    }

    [Fact]
    public void A_table_before_a_plain_value_is_inline_so_that_the_order_stays()
    {
        TomlTable root = Table(("a", Table(("b", new TomlInteger(1)))), ("c", new TomlInteger(2)), ("d", Table()));
        Assert.Equal("a = { b = 1 }\nc = 2\n\n[d]\n", TomlWriter.Write(root));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "\"\"")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("say \"x\"", "'say \"x\"'")]
    [InlineData("C:\\x", "'C:\\x'")]
    [InlineData("it's \"x\"", "\"it's \\\"x\\\"\"")]
    [InlineData("tab\t", "\"tab\\t\"")]
    [InlineData("\u0000\u001B\u007F\u0085", "\"\\u0000\\u001B\\u007F\\u0085\"")]
    [InlineData("line\n", "\"line\\n\"")]
    [InlineData("é 日本 😀", "\"é 日本 😀\"")]
    [InlineData("a\nb", "\"\"\"\na\nb\"\"\"")]
    [InlineData("a\nb\n", "\"\"\"\na\nb\n\"\"\"")]
    [InlineData("\na\n", "\"\"\"\n\na\n\"\"\"")]
    [InlineData("a \"b\" \\\n\tc\n", "'''\na \"b\" \\\n\tc\n'''")]
    [InlineData("a\r\nb", "\"\"\"\na\\r\nb\"\"\"")]
    [InlineData("\"\"\"\"\n'''\"", "\"\"\"\n\"\"\\\"\"\n'''\\\"\"\"\"")]
    [InlineData("\\\n'", "\"\"\"\n\\\\\n'\"\"\"")]
    public void Strings_take_the_quotes_that_read_best(string text, string expected) =>
        Assert.Equal($"a = {expected}\n", TomlWriter.Write(Table(("a", new TomlString(text)))));

    [Theory]
    [InlineData("bare-Key_1", "bare-Key_1")]
    [InlineData("", "\"\"")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("a\"b", "'a\"b'")]
    [InlineData("é", "\"é\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    public void Keys_are_quoted_when_needed(string key, string expected)
    {
        Assert.Equal($"{expected} = 1\n", TomlWriter.Write(Table((key, new TomlInteger(1)))));
        Assert.Equal($"[x.{expected}]\n", TomlWriter.Write(Table(("x", Table((key, Table()))))));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e16, "10000000000000000.0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Floats_stay_floats(double value, string expected) =>
        Assert.Equal(expected, TomlWriter.WriteValue(new TomlFloat(value)));

    [Fact]
    public void Long_arrays_get_a_line_for_each_element()
    {
        string element = new('x', 40);
        TomlArray inner = new([new TomlString(element), new TomlString(element), new TomlString(element)]);
        Assert.Equal(
            $"""
            short = [1, [2, 3], {"{ a = 4 }"}]
            long = [
                [
                    "{element}",
                    "{element}",
                    "{element}",
                ],
                1,
            ]

            """,
            TomlWriter.Write(Table(
                ("short", Toml.Value<TomlArray>("[1, [2, 3], { a = 4 }]")),
                ("long", new TomlArray([inner, new TomlInteger(1)])))));
    }

    [Fact]
    public void Scripts_in_arrays_keep_their_lines()
    {
        TomlArray scripts = new([new TomlString("a\nb\n")]);
        Assert.Equal("a = [\n    \"\"\"\na\nb\n\"\"\",\n]\n", TomlWriter.Write(Table(("a", scripts))));
    }

    [Fact]
    public void Tables_asked_to_be_inline_are()
    {
        TomlTable inline = new([KeyValuePair.Create("x", (TomlValue)new TomlInteger(1))], isInline: true);
        Assert.Equal(
            "a = { x = 1 }\nb = [{ x = 1 }]\n", TomlWriter.Write(Table(("a", inline), ("b", new TomlArray([inline])))));
    }

    [Fact]
    public void Arrays_of_tables_and_other_values_are_inline() =>
        Assert.Equal(
            "a = [{}, 1]\nb = [[{}]]\nc = []\n",
            TomlWriter.Write(Table(
                ("a", new TomlArray([Table(), new TomlInteger(1)])),
                ("b", new TomlArray([new TomlArray([Table()])])),
                ("c", new TomlArray([])))));

    [Fact]
    public void Values_print_as_TOML_on_one_line()
    {
        Assert.Equal("\"a\\nb\"", new TomlString("a\nb").ToString());
        Assert.Equal("{ a = [true] }", Toml.Read("a = [ true ]").ToString());
        Assert.Equal(
            "1979-05-27T07:32:00.5-07:30",
            new TomlOffsetDateTime(new TomlDate(1979, 5, 27), new TomlTime(7, 32, 0, 500_000_000), -450).ToString());
    }

    private static TomlTable Table(params (string Key, TomlValue Value)[] entries) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));
}
