using System;
using System.Linq;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class OutputMarksTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void When_there_are_too_many_the_older_are_merged_and_the_newer_stay_exact()
    {
        OutputMarks marks = new();
        const int Size = 64 * 1024;
        marks.Resize(Size, 0);
        const int Seconds = 10_000;
        for (int i = 0; i < Seconds; i++)
        {
            marks.Add(i, i * Second, 0);
        }

        Assert.Equal(0, marks.TimeOf(marks.IndexOf(0)));
        foreach (int i in Enumerable.Range(0, Seconds))
        {
            long told = marks.TimeOf(marks.IndexOf(i)) / Second;
            Assert.InRange(told, 0, i);
            Assert.True(i < Seconds - 64 || told == i);
            Assert.InRange(marks.Since(i * Second) ?? -1, 0, i);
        }

        Assert.Null(marks.Since(Seconds * Second));
    }

    [Fact]
    public void Marks_of_what_is_overwritten_make_room_for_others()
    {
        OutputMarks marks = new();
        marks.Resize(64 * 1024, 0);
        for (int i = 0; i < 10_000; i++)
        {
            marks.Add(i, i * Second, Math.Max(0, i - 250));
        }

        foreach (int i in Enumerable.Range(9750, 250))
        {
            Assert.Equal(i * Second, marks.TimeOf(marks.IndexOf(i)));
            Assert.Equal(i, marks.Since(i * Second));
        }
    }

    [Fact]
    public void A_ring_that_shrinks_or_grows_keeps_its_times()
    {
        OutputMarks marks = new();
        marks.Resize(64 * 1024, 0);
        for (int i = 0; i < 200; i++)
        {
            marks.Add(i, i * Second, 0);
        }

        marks.Resize(1024, 150);
        Assert.InRange(marks.TimeOf(marks.IndexOf(150)), 100 * Second, 150 * Second);
        Assert.InRange(marks.TimeOf(marks.IndexOf(199)), 150 * Second, 199 * Second);
        Assert.NotNull(marks.Since(199 * Second));
        Assert.Null(marks.Since((199 * Second) + 1));
        marks.Resize(64 * 1024, 150);
        marks.Add(200, 200 * Second, 150);
        Assert.Equal(200 * Second, marks.TimeOf(marks.IndexOf(200)));
        marks.Resize(0, 200);
        marks.Add(201, 201 * Second, 201);
        Assert.Null(marks.Since(0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(1024, 4)]
    [InlineData(4096, 16)]
    [InlineData(65_536, 256)]
    [InlineData(1_048_576, 256)]
    public void They_take_little_beside_the_output(int size, int marks) =>
        Assert.Equal(marks * 24, OutputMarks.BytesFor(size));
}
