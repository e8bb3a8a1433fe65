using System;
using System.Linq;
using System.Text;
using MiniInit.Linux.Spawning;

namespace MiniInit.Linux.Tests.Spawning;

public sealed unsafe class StringVectorTests
{
    [Fact]
    public void Strings_are_copied_as_utf8_and_the_vector_ends_with_null()
    {
        using StringVector vector = StringVector.Of("sh", "", "ä=€", "-c");
        Assert.Equal("sh||ä=€|-c", Text(vector));
        Assert.True(vector.Pointers[4] == null);
        Assert.Equal([0xC3, 0xA4, (byte)'=', 0xE2, 0x82, 0xAC], vector[2].ToArray());
    }

    [Fact]
    public void Bytes_are_copied_whatever_they_are_and_can_be_added_to()
    {
        using StringVector vector = StringVector.OfBytes([0xFF, (byte)'=', 0x80], []);
        Assert.Equal(2, vector.Count);
        Assert.Equal([0xFF, (byte)'=', 0x80], vector[0].ToArray());
        Assert.Equal(0, vector[1].Length);
        Assert.True(vector.Pointers[2] == null);
        vector.SetVariable("A"u8, "1"u8);
        Assert.Equal([0xFF, (byte)'=', 0x80], vector[0].ToArray());
        Assert.Equal("A=1"u8, vector[2]);
        Assert.Throws<ArgumentException>(() => StringVector.OfBytes([1, 0]));
    }

    [Fact]
    public void An_empty_vector_is_a_null()
    {
        using StringVector vector = StringVector.Of();
        Assert.Equal(0, vector.Count);
        Assert.True(vector.Pointers[0] == null);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    public void There_is_nothing_outside(int index)
    {
        using StringVector vector = StringVector.Of("a", "b");
        Assert.Throws<ArgumentOutOfRangeException>(() => vector[index].Length);
    }

    [Fact]
    public void A_borrowed_vector_is_the_very_memory()
    {
        using StringVector owner = StringVector.Of("a", "b", "c");
        using StringVector borrowed = StringVector.Borrow(owner.Pointers + 1);
        Assert.Equal("b|c", Text(borrowed));
        Assert.True(borrowed.Pointers[0] == owner.Pointers[1]);
    }

    [Theory]
    [InlineData("A", "1")]
    [InlineData("AB", "2")]
    [InlineData("EMPTY", "")]
    [InlineData("TWICE", "first")]
    [InlineData("EQUALS", "a=b")]
    [InlineData("B", null)]
    [InlineData("a", null)]
    [InlineData("NOVALUE", null)]
    [InlineData("ABC", null)]
    public void Variables_are_found_as_getenv_finds_them(string name, string? value)
    {
        using StringVector vector = Environment();
        Assert.Equal(value is not null, vector.TryGetVariable(Bytes(name), out ReadOnlySpan<byte> found));
        Assert.Equal(value ?? "", Encoding.UTF8.GetString(found));
        Assert.Equal(value is "" ? null : value, vector.FindText(name));
    }

    [Theory]
    [InlineData("A", "new", "A=new|AB=2|NOVALUE|EMPTY=|TWICE=first|TWICE=second|EQUALS=a=b")]
    [InlineData("TWICE", "", "A=1|AB=2|NOVALUE|EMPTY=|TWICE=|TWICE=second|EQUALS=a=b")]
    [InlineData("NOVALUE", "x", "A=1|AB=2|NOVALUE|EMPTY=|TWICE=first|TWICE=second|EQUALS=a=b|NOVALUE=x")]
    [InlineData("NEW", "ä b", "A=1|AB=2|NOVALUE|EMPTY=|TWICE=first|TWICE=second|EQUALS=a=b|NEW=ä b")]
    public void A_variable_is_set_at_its_place_or_at_the_end(string name, string value, string expected)
    {
        using StringVector vector = Environment();
        vector.SetVariable(Bytes(name), Bytes(value));
        Assert.Equal(expected, Text(vector));
        Assert.True(vector.Pointers[vector.Count] == null);
    }

    [Fact]
    public void Setting_in_a_borrowed_vector_leaves_the_lenders_alone()
    {
        using StringVector owner = StringVector.Of("A=1", "B=2");
        using (StringVector borrowed = StringVector.Borrow(owner.Pointers))
        {
            borrowed.SetVariable("A"u8, "x"u8);
            borrowed.SetVariable("C"u8, "3"u8);
            Assert.Equal("A=x|B=2|C=3", Text(borrowed));
        }

        Assert.Equal("A=1|B=2", Text(owner));
    }

    [Fact]
    public void A_thousand_variables_can_be_set()
    {
        using StringVector vector = StringVector.Of();
        for (int i = 0; i < 1000; i++)
        {
            vector.SetVariable(Bytes($"V{i}"), Bytes($"{i}"));
        }

        Assert.Equal(1000, vector.Count);
        Assert.True(vector.TryGetVariable("V999"u8, out ReadOnlySpan<byte> value));
        Assert.Equal("999", Encoding.UTF8.GetString(value));
    }

    [Fact]
    public void A_nul_is_refused_and_nothing_is_changed()
    {
        Assert.Throws<ArgumentException>(() => StringVector.Of("a", "b\0c"));
        using StringVector vector = StringVector.Of("A=1");
        Assert.Throws<ArgumentException>(() => vector.SetVariable("A"u8, "\0"u8));
        Assert.Throws<ArgumentException>(() => vector.SetVariable("B"u8, "x\0"u8));
        Assert.Equal("A=1", Text(vector));
        Assert.True(vector.Pointers[vector.Count] == null);
    }

    [Fact]
    public void A_reserved_variable_is_spaces_for_the_child_to_fill()
    {
        using StringVector vector = StringVector.Of("LISTEN_PID=1", "B=2");
        byte* text = vector.ReserveVariable("LISTEN_PID"u8, 10);
        Assert.Equal("LISTEN_PID=          |B=2", Text(vector));
        "4711\0"u8.CopyTo(new Span<byte>(text, 5));
        Assert.Equal("LISTEN_PID=4711|B=2", Text(vector));
    }

    [Fact]
    public void Disposed_twice_is_as_once_and_leaves_nothing()
    {
        StringVector vector = StringVector.Of("a");
        vector.Dispose();
        vector.Dispose();
        Assert.Equal(0, vector.Count);
    }

    private static StringVector Environment() =>
        StringVector.Of("A=1", "AB=2", "NOVALUE", "EMPTY=", "TWICE=first", "TWICE=second", "EQUALS=a=b");

    private static string Text(StringVector vector) =>
        string.Join('|', Enumerable.Range(0, vector.Count).Select(i => Encoding.UTF8.GetString(vector[i])));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
