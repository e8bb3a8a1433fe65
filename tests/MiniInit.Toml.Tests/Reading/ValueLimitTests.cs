using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Reading;

/// <summary>A text of two bytes a value takes a hundred times its size in memory; who reads such texts sets a bound.</summary>
public sealed class ValueLimitTests
{
    [Theory]
    [InlineData("a = 1\nb = 2\nc = 3\n", 3)]
    [InlineData("a = [1, 2]\n", 3)]
    [InlineData("a = { b = 1, c = 2 }\n", 3)]
    [InlineData("a.b.c = 1\n", 3)]
    [InlineData("[a.b]\nc = 1\n", 3)]
    [InlineData("[[a]]\n[[a]]\nb = 1\n", 3)]
    public void Values_and_tables_are_counted(string text, int count)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(count, TomlDocument.Parse(bytes, "t").ValueCount);
        Assert.False(TomlDocument.Parse(bytes, "t", count).HasErrors);
        TomlDocument refused = TomlDocument.Parse(bytes, "t", count - 1);
        Assert.Contains(
            $"cannot read on: the text has more than {count - 1} values and tables",
            Assert.Single(refused.Diagnostics).Message,
            System.StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_ends_at_the_bound()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a = [" + string.Concat(Enumerable.Repeat("1,", 100_000)) + "]\nb = 1\n[c]\n");
        TomlDocument document = TomlDocument.Parse(bytes, "t", 1000);
        Assert.Single(document.Diagnostics);
        Assert.InRange(document.ValueCount, 1000, 1001);
    }
}
