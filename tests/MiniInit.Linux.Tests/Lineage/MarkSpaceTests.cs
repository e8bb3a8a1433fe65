using System.Text;
using MiniInit.Linux.Lineage;

namespace MiniInit.Linux.Tests.Lineage;

public sealed class MarkSpaceTests
{
    private const ulong Lowest = 1UL << 60, Highest = (1UL << 63) - 1;

    [Theory]
    [InlineData(ulong.MaxValue, 7L << 20)]
    [InlineData(1UL << 63, 7L << 20)]
    [InlineData(Highest, (1L << 20) - 1)]
    [InlineData(Lowest + (1UL << 40) - 1, (1L << 20) - 1)]
    [InlineData(Lowest + (1UL << 40) - 1 - (1UL << 20), (1L << 20) - 1)]
    [InlineData(Lowest + (1UL << 40) - 1 - 1, 0L)] // a single value of the third level has nothing below
    [InlineData(Lowest - 1, 0L)]
    [InlineData(200_000UL, 0L)]
    [InlineData(0UL, 0L)]
    public void Who_runs_below_a_mark_has_its_own_below_it(ulong hardLimit, long count) =>
        Assert.Equal(count, MarkSpace.Below(hardLimit)?.Count ?? 0);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(Highest)]
    [InlineData(Highest - (5UL << 40))]
    [InlineData(Highest - (5UL << 40) - (7UL << 20))]
    public void Marks_are_lower_than_the_limit_and_lie_in_their_own_block_alone(ulong hardLimit)
    {
        MarkSpace space = MarkSpace.Below(hardLimit)!;
        foreach (long number in (long[])[0, 1, 2, space.Count / 2, space.Count - 2, space.Count - 1])
        {
            ulong mark = space.MarkOf(number);
            Assert.InRange(mark, Lowest, hardLimit == ulong.MaxValue ? Highest : hardLimit - 1);
            Assert.Equal(number, space.NumberOf(mark));
            Assert.Equal(number + 1 < space.Count ? number + 1 : -1, space.NumberOf(LowestOfBlock(space, mark) - 1));
            Assert.Equal(number - 1, space.NumberOf(mark + 1)); // of the first one it is -1: that value is nobody's
        }

        Assert.Equal(-1, space.NumberOf(hardLimit));
        Assert.Equal(-1, space.NumberOf(ulong.MaxValue));
        Assert.Equal(-1, space.NumberOf(200_000));
        Assert.Throws<System.ArgumentOutOfRangeException>(() => space.MarkOf(space.Count));
        Assert.Throws<System.ArgumentOutOfRangeException>(() => space.MarkOf(-1));
    }

    [Fact]
    public void Three_inits_deep_all_processes_are_the_outermost_ones()
    {
        MarkSpace outer = MarkSpace.Below(ulong.MaxValue)!;
        MarkSpace middle = MarkSpace.Below(outer.MarkOf(12345))!;
        MarkSpace inner = MarkSpace.Below(middle.MarkOf(777))!;
        ulong process = inner.MarkOf(inner.Count - 1);
        Assert.Equal(12345, outer.NumberOf(process));
        Assert.Equal(777, middle.NumberOf(process));
        Assert.Equal(inner.Count - 1, inner.NumberOf(process));
        Assert.Null(MarkSpace.Below(process));
    }

    [Theory]
    [InlineData("Max cpu time  1 2 seconds\nMax realtime timeout      unlimited            unlimited            us        \n", ulong.MaxValue)]
    [InlineData("Max realtime timeout      5            9223372036854775807  us        \n", Highest)]
    [InlineData("Max realtime timeout      0            0            us\n", 0UL)]
    public void The_hard_limit_is_read(string text, ulong expected)
    {
        Assert.True(ProcessMark.TryParse(Encoding.ASCII.GetBytes(text), out ulong limit));
        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Max realtime timeout")]
    [InlineData("Max realtime timeout  5")]
    [InlineData("Max realtime timeout  5  92233720368")] // cut off: it would be another number
    [InlineData("Max realtime timeout  5  unlim")]
    public void What_is_cut_off_is_not_read(string text) => Assert.False(ProcessMark.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Our_own_is_what_others_read() =>
        Assert.True(ProcessMark.TryRead(System.Environment.ProcessId, out ulong limit) && limit == ProcessMark.Own);

    [Fact]
    public void Of_nobody_there_is_none() => Assert.False(ProcessMark.TryRead(int.MaxValue, out _));

    /// <summary>All blocks of a space are of one size: the distance of two marks.</summary>
    private static ulong LowestOfBlock(MarkSpace space, ulong mark) => mark - (space.MarkOf(0) - space.MarkOf(1)) + 1;
}
