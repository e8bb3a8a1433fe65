using System.IO;

namespace MiniInit.Protocol.Tests.Idl;

public sealed class IdlReaderTests
{
    [Theory]
    [InlineData("interface a")]
    [InlineData("interface a.b\ntype x (a: int)")]
    [InlineData("interface a.b\ntype X (a: integer)")]
    [InlineData("interface a.b\ntype X (a: int,)")]
    [InlineData("interface a.b\ntype X (a: int b: int)")]
    [InlineData("interface a.b\ntype X (a: int, b)")]
    [InlineData("interface a.b\ntype X (a, b: int)")]
    [InlineData("interface a.b\ntype X (a: int, a: int)")]
    [InlineData("interface a.b\ntype X (a_: int)")]
    [InlineData("interface a.b\ntype X (a: ??int)")]
    [InlineData("interface a.b\ntype X (a: Y)")]
    [InlineData("interface a.b\ntype X (a: int)\nerror X ()")]
    [InlineData("interface a.b\nmethod X ()")]
    [InlineData("interface a.b\nerror X (a)")]
    [InlineData("interface a.b\nsignal X ()")]
    [InlineData("interface a.b\ntype X (a: int) ;")]
    public void What_is_not_the_language_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => IdlReader.Read(text));

    [Fact]
    public void All_forms_are_read()
    {
        IdlInterface read = IdlReader.Read(
            "# c\ninterface a.b-c.D # d\ntype X (a: ?[]Y, b: (x: int, y: ?bool))type Y(one,two_2)\n" +
            "method M(x: X)->()\nerror E()\n");
        Assert.Equal("a.b-c.D", read.Name);
        IdlType.Struct x = Assert.IsType<IdlType.Struct>(read.Types["X"]);
        Assert.Equal(
            new IdlType.Maybe(new IdlType.Many(new IdlType.Named("Y"))),
            Assert.Single(x.Fields, f => f.Name == "a").Type);
        Assert.IsType<IdlType.Struct>(Assert.Single(x.Fields, f => f.Name == "b").Type);
        Assert.Equal(["one", "two_2"], Assert.IsType<IdlType.Choice>(read.Types["Y"]).Words);
        Assert.Empty(Assert.Single(read.Methods).Out.Fields);
        Assert.Equal("E", Assert.Single(read.Errors).Name);
    }
}
