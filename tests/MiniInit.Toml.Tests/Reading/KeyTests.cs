using System.Linq;

namespace MiniInit.Toml.Tests.Reading;

public sealed class KeyTests
{
    [Theory]
    [InlineData("key", "key")]
    [InlineData("Key-1_x", "Key-1_x")]
    [InlineData("1234", "1234")]
    [InlineData("-", "-")]
    [InlineData("\"\"", "")]
    [InlineData("''", "")]
    [InlineData("\"a b.c\"", "a b.c")]
    [InlineData("'a\\b'", "a\\b")]
    [InlineData("\"\\u00e9\"", "é")]
    [InlineData("'日本'", "日本")]
    [InlineData("true", "true")]
    [InlineData("1979-05-27", "1979-05-27")]
    public void Keys(string written, string expected) =>
        Assert.Equal(expected, Assert.Single(Toml.Read($"{written} = 1\n")).Key);

    [Fact]
    public void Dotted_keys_make_tables()
    {
        TomlTable root = Toml.Read("a.b.c = 1\na . \"x.y\" = 2\n3.14 = 3\na.b.d = 4\n");
        Assert.Equal(1, Toml.At<TomlInteger>(root, "a", "b", "c").Value);
        Assert.Equal(2, Toml.At<TomlInteger>(root, "a", "x.y").Value);
        Assert.Equal(3, Toml.At<TomlInteger>(root, "3", "14").Value);
        Assert.Equal(4, Toml.At<TomlInteger>(root, "a", "b", "d").Value);
    }

    [Fact]
    public void Keys_stay_in_order_however_many()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => $"k{i * 7919 % 100}")];
        TomlTable root = Toml.Read(string.Concat(keys.Select((k, i) => $"{k} = {i}\n")));
        Assert.Equal(keys, root.Select(e => e.Key));
        Assert.All(keys, (key, i) => Assert.Equal(i, Toml.At<TomlInteger>(root, key).Value));
        Assert.False(root.TryGetValue("k100", out TomlValue? absent));
        Assert.Null(absent);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void A_key_that_comes_twice_names_the_place_of_the_first(int keys)
    {
        string text = string.Concat(Enumerable.Range(1, keys).Select(i => $"  k{i} = {i}\n"));
        Assert.Equal(
            [$"test.toml:{keys + 1}:1: cannot define \"k2\" twice: it is first defined at test.toml:2:3"],
            Toml.Errors(text + "k2 = 0\n"));
    }

    [Fact]
    public void Letter_case_and_composition_of_accents_make_different_keys() =>
        Assert.Equal(4, Toml.Read("a = 1\nA = 2\n\"\\u00e9\" = 3\n\"e\\u0301\" = 4\n").Count);

    [Fact]
    public void A_line_that_is_wrong_defines_nothing() =>
        Assert.Single(Toml.Errors("a = 1 oops\na = 2\n"));
}
