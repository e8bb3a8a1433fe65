using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MiniInit.Toml.Tests;

public sealed class ModelTests
{
    [Fact]
    public void A_key_cannot_come_twice()
    {
        KeyValuePair<string, TomlValue> entry = new("k", new TomlInteger(1));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TomlTable([entry, entry]));
        Assert.StartsWith("The key \"k\" comes twice.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0xD800 })]
    [InlineData(new[] { 'a', 0xDC00, 'b' })]
    [InlineData(new[] { 0xDE00, 0xD83D })]
    public void Half_of_a_surrogate_pair_has_no_place_in_a_tree(int[] units)
    {
        // As numbers, since such a text does not survive in the metadata of an attribute.
        string text = string.Concat(units.Select(unit => (char)unit));
        Assert.Throws<ArgumentException>(() => new TomlString(text));
        Assert.Throws<ArgumentException>(() => new TomlTable([new(text, new TomlInteger(1))]));
    }

    [Fact]
    public void Trees_made_by_a_program_are_as_deep_as_those_read_at_most()
    {
        TomlValue value = Toml.Value<TomlArray>("[[[1]]]");
        for (int level = 3; level < TomlLimits.MaximumDepth; level++)
        {
            value = level % 2 == 0 ? new TomlArray([value]) : new TomlTable([new("k", value)]);
        }

        TomlTable deepest = new([new("k", value)]);
        SameTree.Assert(deepest, Toml.Read(TomlWriter.Write(deepest)));
        Assert.Throws<ArgumentException>(() => new TomlTable([new("k", deepest)]));
        Assert.Throws<ArgumentException>(() => new TomlArray([deepest]));
    }

    [Fact]
    public void Values_made_by_a_program_stand_nowhere()
    {
        TomlTable table = new([new("k", new TomlInteger(1))]);
        Assert.Equal(default, table.Span);
        Assert.Equal(default, table[0].KeySpan);
        Assert.Equal(default, new TomlTable([new("k", Toml.Value<TomlInteger>("1"))])[0].KeySpan);
    }

    [Fact]
    public void Dates_and_times_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlDate(-1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlDate(10000, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlDate(2000, 13, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlDate(2001, 2, 29));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlTime(24, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlTime(0, 60, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlTime(0, 0, 61));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlTime(0, 0, 0, 1_000_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlOffsetDateTime(default, default, 1440));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TomlOffsetDateTime(default, default, -1440));
        Assert.Equal("0000-01-01T00:00:00", new TomlLocalDateTime(default, default).ToString());
    }

    [Fact]
    public void Tables_and_arrays_are_lists()
    {
        TomlTable root = Toml.Read("b = [1, 2]\na = 'x'\n");
        Assert.Equal(["b", "a"], root.Select(e => e.Key));
        TomlArray array = Assert.IsType<TomlArray>(root[0].Value);
        Assert.Equal([1L, 2L], array.Cast<TomlInteger>().Select(i => i.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => root[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => array[-1]);
    }

    [Fact]
    public void Every_kind_has_a_phrase_for_messages() =>
        Assert.Equal(
            [
                "a string", "an integer", "a float", "a boolean", "a date-time with offset",
                "a date-time without offset", "a date", "a time", "an array", "a table",
            ],
            Toml.Value<TomlArray>(
                "['', 1, 1.0, true, 1979-05-27T07:32:00Z, 1979-05-27T07:32:00, 1979-05-27, 07:32:00, [], {}]")
                .Select(value => value.KindPhrase));

    [Fact]
    public void The_hierarchy_of_values_is_closed() =>
        Assert.All(
            typeof(TomlValue).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            constructor => Assert.True(constructor.IsFamilyAndAssembly));
}
