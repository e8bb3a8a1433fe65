using System.Linq;

namespace MiniInit.Toml.Tests.Reading;

public sealed class ArrayTests
{
    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[ ]", 0)]
    [InlineData("[\n\n]", 0)]
    [InlineData("[ # comment\n]", 0)]
    [InlineData("[1]", 1)]
    [InlineData("[1,]", 1)]
    [InlineData("[1 , 2 ,\n]", 2)]
    [InlineData("[\n1 # one\n, # comma\n\r\n2\n]", 2)]
    [InlineData("[[], [[]], {}]", 3)]
    [InlineData("[true, 'a', 1, 1.5, 1979-05-27, 07:32:00, [], {}]", 8)]
    public void Arrays(string written, int count) => Assert.Equal(count, Toml.Value<TomlArray>(written).Count);

    [Fact]
    public void Elements_keep_their_order()
    {
        TomlArray array = Toml.Value<TomlArray>($"[{string.Join(", ", Enumerable.Range(0, 1000))}]");
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), array.Select(e => ((TomlInteger)e).Value));
    }

    [Theory]
    [InlineData("[,]")]
    [InlineData("[1,,2]")]
    [InlineData("[1 2]")]
    [InlineData("[1")]
    [InlineData("[1}")]
    [InlineData("[=]")]
    [InlineData("[1]]")]
    public void Wrong_arrays_give_one_error(string written) => Assert.Single(Toml.Errors($"a = {written}\n"));
}
