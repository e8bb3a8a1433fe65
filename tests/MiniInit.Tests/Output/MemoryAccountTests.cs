using System.Collections.Generic;
using System.Linq;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class MemoryAccountTests
{
    private const int Large = 64 * 1024;
    private readonly MemoryAccount _memory = new(OutputLimits.MemoryBytes);

    [Fact]
    public void Ten_thousand_jobs_that_all_fail_have_their_last_line_each()
    {
        List<OutputRing> rings = [.. Enumerable.Range(0, 10_000).Select(_ => new OutputRing(_memory, Large))];
        byte[] much = new byte[2 * Large];
        foreach (OutputRing ring in rings)
        {
            ring.Append(much);
            ring.Append("failed\n"u8);
            Assert.InRange(_memory.Used, 1, OutputLimits.MemoryBytes);
        }

        Assert.All(rings, ring => Assert.Equal("failed\n"u8, ring.LastLines(1, 7)));
        Assert.Equal(rings.Sum(ring => Memory(ring.Size)), _memory.Used);
        rings.ForEach(ring => ring.Clear());
        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public void A_ring_that_gives_up_half_keeps_the_newest()
    {
        var ring = new OutputRing(_memory, 4096);
        ring.Append(Enumerable.Range(0, 5000).Select(i => (byte)(i % 251 + 1)).Select(b => b == '\n' ? (byte)1 : b).ToArray());
        byte[] before = ring.WholeLines();
        ring.Halve();
        Assert.Equal(before[2048..], ring.WholeLines());
        Assert.Equal(Memory(2048), _memory.Used);
        Assert.Equal((5000 - 2048, 5000), (ring.Start, ring.End));
    }

    [Fact]
    public void What_is_no_ring_is_told_when_nothing_is_left()
    {
        var small = new MemoryAccount(Memory(4096));
        Assert.True(small.TryTake(4000));
        Assert.False(small.TryTake(Memory(4096) - 3999));
        small.Give(4000);
        var ring = new OutputRing(small, 4096);
        ring.Append(new byte[5000]);
        Assert.True(small.TryTake(1024));
        Assert.Equal((Memory(2048) + 1024, 2048), (small.Used, ring.Size));
    }

    private static int Memory(int size) => size + OutputMarks.BytesFor(size);
}
