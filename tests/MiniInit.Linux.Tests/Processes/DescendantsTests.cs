using System;
using System.Linq;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests.Processes;

/// <summary>Tables as text: <c>pid&lt;parent</c>, a Z for a zombie, <c>@start</c> where the start time is not 0.</summary>
public sealed class DescendantsTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("1<0 2<1 3<2", "", "2 3")]
    [InlineData("3<2 2<1 1<0", "", "2 3")]
    [InlineData("1<0 2<1 3<1 4<2 5<3 6<4", "", "2 3 4 5 6")]
    [InlineData("1<0 2<9 3<2", "", "")]
    [InlineData("1<0 2<1 9<8", "", "2")]
    [InlineData("1<0 2<1Z 3<2", "", "3")] // below a zombie: read between its end and its children's adoption
    [InlineData("1<0 2<1Z 3<1Z", "", "")]
    [InlineData("1<1", "", "")]
    [InlineData("1<2 2<1", "", "2")]
    [InlineData("1<0 2<1 3<4 4<3", "", "2")]
    [InlineData("1<0 2<1 3<2 2<3", "", "2 3")]
    [InlineData("1<0 2<1 2<1", "", "2")]
    [InlineData("1<0 2<1 3<2 4<1", "2<1", "4")]
    [InlineData("1<0 2<1 3<2 4<1", "3<2", "2 4")]
    [InlineData("1<0 2<1@7 3<2", "2<1@6", "2 3")] // the pid was handed out again
    [InlineData("1<0 2<1@7 3<2", "2<9@7", "")]
    [InlineData("1<0 2<1 3<1", "2<1 3<1", "")]
    public void Each_is_found_once_parents_first(string table, string except, string expected) => Assert.Equal(
        expected, string.Join(' ', Descendants.Of(Entries(table), 1, Entries(except)).Select(e => e.Pid)));

    [Fact]
    public void A_chain_of_a_hundred_thousand_is_no_recursion()
    {
        ProcessEntry[] table = [.. Enumerable.Range(2, 100_000).Select(pid => new ProcessEntry(pid, pid - 1, 'S', 0))];
        Assert.Equal(table.Length, Descendants.Of(table, 1, []).Count);
    }

    [Fact]
    public void Random_tables_end_and_name_nobody_twice()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        for (int i = 0; i < 1000; i++)
        {
            var table = Enumerable.Range(0, random.Next(40))
                .Select(_ => new ProcessEntry(random.Next(1, 30), random.Next(0, 30), "SZ"[random.Next(2)], 0)).ToList();
            var found = Descendants.Of(table, 1, []);
            Assert.Equal(found.Count, found.Select(e => e.Pid).Distinct().Count());
            Assert.DoesNotContain(found, e => e.Pid == 1 || e.IsZombie);
        }
    }

    private static ProcessEntry[] Entries(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Entry)];

    private static ProcessEntry Entry(string text)
    {
        string[] parts = text.Split('<', '@');
        return new ProcessEntry(
            int.Parse(parts[0]), int.Parse(parts[1].TrimEnd('Z')), text.EndsWith('Z') ? 'Z' : 'S',
            parts.Length > 2 ? ulong.Parse(parts[2]) : 0);
    }
}
