using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class OutputRingTests
{
    private readonly MemoryAccount _memory = new(OutputLimits.MemoryBytes);

    [Fact]
    public void A_quiet_ring_takes_no_memory_and_a_cleared_one_gives_it_back()
    {
        var ring = new OutputRing(_memory, 64 * 1024);
        Assert.Equal((0, 0), (_memory.Used, ring.Size));
        ring.Append("x"u8);
        Assert.Equal((Memory(OutputLimits.FirstRingBytes), OutputLimits.FirstRingBytes), (_memory.Used, ring.Size));
        ring.Append(new byte[3000]);
        Assert.Equal(Memory(4096), _memory.Used);
        ring.Append(new byte[1_000_000]);
        Assert.Equal(Memory(64 * 1024), _memory.Used);
        ring.Clear();
        Assert.Equal((0, 0), (_memory.Used, ring.Size));
        ring.Append("again\n"u8);
        Assert.Equal("again\n"u8, ring.WholeLines());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void It_holds_exactly_the_tail_whatever_comes(int most)
    {
        for (int seed = 0; seed < 15; seed++)
        {
            var random = new Random(seed);
            var ring = new OutputRing(_memory, most);
            var all = new List<byte>();
            for (int i = 0; i < 40; i++)
            {
                byte[] chunk = new byte[random.Next(10) == 0 ? random.Next(6000) : random.Next(300)];
                random.NextBytes(chunk);
                chunk.AsSpan().Replace((byte)'\n', (byte)'x');
                ring.Append(chunk);
                all.AddRange(chunk);
                Assert.Equal(all.TakeLast(most), ring.WholeLines());
                Assert.Equal((Math.Max(0, all.Count - most), all.Count), (ring.Start, ring.End));
            }

            ring.Clear();
        }

        Assert.Equal(0, _memory.Used);
    }

    [Fact]
    public void What_is_shown_begins_with_a_line_unless_nothing_else_is_left()
    {
        var ring = new OutputRing(_memory, 12);
        ring.Append("first\nsecond"u8);
        Assert.Equal("first\nsecond"u8, ring.WholeLines());
        ring.Append("\nthird\n"u8);
        Assert.Equal("third\n"u8, ring.WholeLines());
        ring.Append("a line that is far too long"u8);
        Assert.Equal(" is far too long"u8[^12..], ring.WholeLines());
    }

    [Theory]
    [InlineData("", 3, 100, "")]
    [InlineData("\n", 3, 100, "\n")]
    [InlineData("one", 3, 100, "one")]
    [InlineData("one\ntwo\nthree\n", 2, 100, "two\nthree\n")]
    [InlineData("one\ntwo\nthree", 2, 100, "two\nthree")]
    [InlineData("one\ntwo\nthree\n", 3, 100, "one\ntwo\nthree\n")]
    [InlineData("one\ntwo\nthree\n", 9, 100, "one\ntwo\nthree\n")]
    [InlineData("one\ntwo\nthree\n", 9, 10, "two\nthree\n")]
    [InlineData("one\ntwo\nthree\n", 9, 9, "three\n")]
    [InlineData("one\ntwo\nthree\n", 9, 4, "ree\n")]
    [InlineData("\n\n\n", 2, 100, "\n\n")]
    [InlineData("\nx\n", 2, 100, "\nx\n")]
    public void The_last_lines_are_whole_as_far_as_they_fit(string text, int lines, int bytes, string last)
    {
        var ring = new OutputRing(_memory, 1024);
        ring.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(last, Encoding.ASCII.GetString(ring.LastLines(lines, bytes)));
    }

    [Fact]
    public void The_last_lines_of_any_text_are_what_splitting_it_gives()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(3) == 0 ? '\n' : 'x'));
            var ring = new OutputRing(_memory, 1024);
            ring.Append(Encoding.ASCII.GetBytes(text));
            int lines = random.Next(1, 6), bytes = random.Next(1, 30);
            List<string> split = [.. text.Split('\n').Select(line => line + "\n")];
            split[^1] = split[^1][..^1];
            IEnumerable<string> wanted = split.Where(line => line.Length > 0).TakeLast(lines);
            while (wanted.Count() > 1 && wanted.Sum(line => line.Length) > bytes)
            {
                wanted = wanted.Skip(1).ToList();
            }

            string expected = string.Concat(wanted);
            expected = expected[Math.Max(0, expected.Length - bytes)..];
            Assert.Equal(expected, Encoding.ASCII.GetString(ring.LastLines(lines, bytes)));
            ring.Clear();
        }
    }

    [Fact]
    public void The_last_lines_do_not_begin_within_a_line_whose_beginning_is_lost()
    {
        var ring = new OutputRing(_memory, 10);
        ring.Append("first line\nlast\n"u8);
        Assert.Equal("last\n"u8, ring.LastLines(10, 100));
    }

    private static int Memory(int size) => size + OutputMarks.BytesFor(size);
}
