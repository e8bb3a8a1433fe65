using System.Linq;

namespace MiniInit.Toml.Tests.Reading;

public sealed class TableTests
{
    [Fact]
    public void Headers_may_come_in_any_order()
    {
        TomlTable root = Toml.Read("[a.b.c]\nx = 1\n[a]\ny = 2\n[a.b]\nz = 3\n");
        Assert.Equal(1, Toml.At<TomlInteger>(root, "a", "b", "c", "x").Value);
        Assert.Equal(2, Toml.At<TomlInteger>(root, "a", "y").Value);
        Assert.Equal(3, Toml.At<TomlInteger>(root, "a", "b", "z").Value);
    }

    [Fact]
    public void Headers_of_arrays_add_elements_and_subtables_go_to_the_last()
    {
        TomlTable root = Toml.Read("[[a]]\nx = 1\n[a.sub]\ny = 1\n[[a.list]]\n[[a.list]]\n[[a]]\n[a.sub]\ny = 2\n");
        TomlArray array = Toml.At<TomlArray>(root, "a");
        Assert.Equal(2, array.Count);
        Assert.Equal(2, Toml.At<TomlArray>(Assert.IsType<TomlTable>(array[0]), "list").Count);
        Assert.Equal(
            [1L, 2L], array.Cast<TomlTable>().Select(table => Toml.At<TomlInteger>(table, "sub", "y").Value));
    }

    [Fact]
    public void A_header_may_go_below_a_table_made_by_dotted_keys()
    {
        TomlTable root = Toml.Read(
            "[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = 2\n");
        Assert.Equal(2, Toml.At<TomlInteger>(root, "fruit", "apple", "texture", "smooth").Value);
    }

    [Fact]
    public void A_dotted_key_may_go_into_a_table_that_a_longer_header_implies()
    {
        TomlTable root = Toml.Read("[a.b.c]\n[a]\nb.x = 1\n");
        Assert.Equal(1, Toml.At<TomlInteger>(root, "a", "b", "x").Value);
    }

    [Theory]
    [InlineData("[a.b.c]\n[a]\nb.x = 1\n[a.b]\n")]
    [InlineData("[a]\nb.x = 1\n[a.b]\n")]
    [InlineData("a.b = 1\n[a]\n")]
    [InlineData("[[a]]\n[a]\n")]
    [InlineData("[a]\n[[a]]\n")]
    [InlineData("[a.b]\n[[a]]\n")]
    [InlineData("a = [{}]\n[a.b]\n")]
    [InlineData("a = {}\n[a.b]\n")]
    [InlineData("a = {b = {}}\na.b.c = 1\n")]
    [InlineData("a = {b.c = 1, b = 2}\n")]
    [InlineData("[a.b]\n[a]\nb.c = 1\n")]
    [InlineData("[[a.b]]\n[a]\nb.c = 1\n")]
    [InlineData("a = 1\n[a.b]\n")]
    public void Tables_are_defined_once_and_in_one_way(string text) => Assert.Single(Toml.Errors(text));

    [Fact]
    public void Inline_tables_may_hold_everything()
    {
        TomlTable table = Toml.Value<TomlTable>("{ b.c = [1, { d = 'x' }], \"e f\" = { }, g = \"\"\"\ntext\"\"\" }");
        Assert.True(table.IsInline);
        Assert.Equal(["b", "e f", "g"], table.Select(e => e.Key));
        Assert.Equal(2, Toml.At<TomlArray>(table, "b", "c").Count);
        Assert.Equal("text", Toml.At<TomlString>(table, "g").Value);
    }

    [Fact]
    public void Keys_below_a_wrong_header_are_read_but_belong_to_nothing()
    {
        TomlDocument document = TomlDocument.Parse("[a]\nx = 1\n[a]\nx = 2\ny = oops\n"u8.ToArray(), "test.toml");
        Assert.Equal([(3, 1), (5, 5)], document.Diagnostics.Select(d => (d.Span.Start.Line, d.Span.Start.Column)));
        Assert.Single(Toml.At<TomlTable>(document.Root, "a"));
    }
}
