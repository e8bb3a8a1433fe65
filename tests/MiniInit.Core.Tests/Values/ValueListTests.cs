using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_with_equal_elements_in_the_same_order_are_equal()
    {
        ValueList<string> one = ["a", "b"];
        Assert.Equal(one, ValueList.From(new List<string> { "a", "b" }));
        Assert.Equal(one.GetHashCode(), ValueList.From(["a", "b"]).GetHashCode());
        Assert.True(one.Equals((object)ValueList.From(["a", "b"])));
        Assert.False(one.Equals(ValueList.From(["b", "a"])));
        Assert.False(one.Equals(ValueList.From(["a"])));
        Assert.False(one.Equals(null));
        Assert.False(one.Equals((object)"a, b"));
    }

    [Fact]
    public void Records_with_equal_lists_are_equal() => Assert.Equal(new Holder(["a"]), new Holder(["a"]));

    [Fact]
    public void Elements_are_counted_walked_over_and_printed_in_order()
    {
        ValueList<int> list = [3, 1, 2];
        Assert.Equal(3, list.Count);
        Assert.Equal(1, list[1]);
        Assert.Equal([3, 1, 2], list.ToArray());
        Assert.Equal("3, 1, 2", list.ToString());
        List<int> seen = [];
        foreach (int item in list)
        {
            seen.Add(item);
        }

        Assert.Equal([3, 1, 2], seen);
    }

    [Fact]
    public void A_list_does_not_change_with_what_it_was_made_from()
    {
        List<int> source = [1];
        ValueList<int> list = ValueList.From(source);
        source.Add(2);
        Assert.Equal(1, Assert.Single(list));
    }

    private sealed record Holder(ValueList<string> Items);
}
