using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class OutputReaderTests
{
    private const long Second = 1_000_000_000;
    private readonly MemoryAccount _memory = new(OutputLimits.MemoryBytes);
    private readonly OutputRing _ring;
    private readonly OutputReader _reader;

    public OutputReaderTests()
    {
        _ring = new OutputRing(_memory, 4096);
        _reader = new OutputReader(_ring);
    }

    [Fact]
    public void Where_nothing_was_written_there_is_nothing_to_read()
    {
        Assert.Equal(_reader.End, _reader.Last(10));
        Assert.Equal(_reader.End, _reader.Since(0));
        KeptLines read = Read(_reader.Last(10));
        Assert.Empty(read.Lines);
        Assert.Equal((_reader.End, 0), (read.Next, read.Lost));
    }

    [Fact]
    public void Who_follows_gets_each_line_once_and_with_its_time()
    {
        LogCursor at = _reader.End;
        Append("one\ntwo\n", 10);
        Assert.NotEqual(at, _reader.End);
        Assert.Equal(["10 one", "10 two"], Next(ref at));
        Assert.Equal(_reader.End, at);
        Assert.Empty(Next(ref at));
        Append("three\n", 12);
        Append("\n", 13);
        Assert.Equal(["12 three", "13 "], Next(ref at));
    }

    [Fact]
    public void A_line_whose_end_has_not_come_goes_on_in_the_next_piece()
    {
        LogCursor at = _reader.End;
        Append("password: ", 10);
        Assert.Equal(["10 password: …"], Next(ref at));
        Assert.Empty(Next(ref at));
        Append("\nwrong\n", 20);
        Assert.Equal(["20 ", "20 wrong"], Next(ref at));
    }

    [Fact]
    public void A_long_line_comes_in_pieces_that_do_not_cut_characters()
    {
        OutputRing ring = new(_memory, 64 * 1024);
        OutputReader reader = new(ring);
        ring.Append(Encoding.UTF8.GetBytes($"x{new string('é', 3000)}\n{new string('y', 4096)}\n{new string('z', 4097)}\n"), Second);
        KeptLines read = reader.Read(reader.Last(3), 64 * 1024);
        Assert.Equal(
            [(4095, true), (1906, false), (4096, false), (4096, true), (1, false)],
            read.Lines.Select(line => (line.Bytes.Length, line.IsPiece)));
        Assert.Equal($"x{new string('é', 2047)}", Encoding.UTF8.GetString(read.Lines[0].Bytes.Span));
        Assert.Equal(reader.End, read.Next);
    }

    [Fact]
    public void What_is_overwritten_is_counted_and_reading_goes_on_with_a_whole_line()
    {
        Append("first\n", 1);
        LogCursor at = _reader.Last(1);
        Append($"{new string('x', 4080)}\n", 2);
        Append("a long one\nlast\n", 3);

        // 6 + 4081 + 16 bytes came; the line of x lacks its beginning.
        KeptLines read = Read(at);
        Assert.Equal(["3 a long one", "3 last"], Told(read));
        Assert.Equal(6 + 4081, read.Lost);
        Assert.Equal(0, Read(read.Next).Lost);

        // What was read of it is not lost.
        Assert.Equal(5 + 4081, Read(at with { Position = 1 }).Lost);
    }

    [Fact]
    public void A_line_that_begins_where_the_ring_does_is_whole()
    {
        LogCursor at = _reader.End;
        Append("1234\n", 1);
        Append($"{new string('x', 4095)}\n", 2);
        KeptLines read = Read(at);
        Assert.Equal((5, 4095), (read.Lost, Assert.Single(read.Lines).Bytes.Length));
    }

    [Fact]
    public void Of_a_line_without_end_there_is_what_there_is()
    {
        LogCursor at = _reader.End;
        Append(new string('x', 10_000), 1);
        KeptLines read = Read(at);
        Assert.Equal((10_000 - 4096, 4096), (read.Lost, Assert.Single(read.Lines).Bytes.Length));
        Append("\n", 1);
        Assert.Equal(["1 "], Told(Read(read.Next)));
        Assert.Equal(4095, Assert.Single(Read(_reader.Last(5)).Lines).Bytes.Length);
    }

    [Theory]
    [InlineData("one\ntwo\nthree\n", 2, "two three")]
    [InlineData("one\ntwo\nthree", 2, "two three…")]
    [InlineData("one\ntwo\nthree\n", 3, "one two three")]
    [InlineData("one\ntwo\nthree\n", 9, "one two three")]
    [InlineData("one\n", 0, "")]
    [InlineData("one\n", -1, "")]
    [InlineData("\n\n\n", 2, " ")]
    public void The_last_lines_are_found(string text, int lines, string last)
    {
        Append(text, 1);
        Assert.Equal(last, string.Join(' ', Told(Read(_reader.Last(lines))).Select(line => line[2..])));
    }

    [Theory]
    [InlineData(0, "10 11 20 30")]
    [InlineData(10, "10 11 20 30")]
    [InlineData(11, "11 20 30")]
    [InlineData(15, "20 30")]
    [InlineData(20, "20 30")]
    [InlineData(30, "30")]
    [InlineData(31, "")]
    public void Lines_since_a_time_are_found(int since, string times)
    {
        foreach (int time in new[] { 10, 11, 20, 30 })
        {
            Append($"{time}\n", time);
        }

        Assert.Equal(times, string.Join(' ', Told(Read(_reader.Since(since * Second))).Select(line => line[3..])));
    }

    [Fact]
    public void The_rest_of_a_line_that_began_before_is_not_since()
    {
        Append("one\nbegun", 10);
        Append(" ended\nnext\n", 20);
        Assert.Equal(["20 next"], Told(Read(_reader.Since(15 * Second))));
        Assert.Equal(["10 begun ended", "20 next"], Told(Read(_reader.Last(2))));
    }

    [Fact]
    public void Within_a_second_output_shares_a_time_and_none_is_missed()
    {
        _ring.Append("a\n"u8, 10 * Second);
        _ring.Append("b\n"u8, (11 * Second) - 1);
        _ring.Append("c\n"u8, 11 * Second);
        Assert.Equal(["10 a", "10 b", "11 c"], Told(Read(_reader.Since((10 * Second) + 1))));
        Assert.Equal(["11 c"], Told(Read(_reader.Since(11 * Second))));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_no_harm()
    {
        Append("a\n", 1000);
        Append("b\n", 10);
        Append("c\n", 11);
        Append("d\n", 1001);
        Assert.Equal(["1000 a", "10 b", "11 c", "1001 d"], Told(Read(_reader.Since(0))));
        Assert.Equal(["1000 a", "10 b", "11 c", "1001 d"], Told(Read(_reader.Since(12 * Second))));
        Assert.Equal(["1001 d"], Told(Read(_reader.Since(1001 * Second))));
    }

    [Fact]
    public void A_cursor_of_another_ring_begins_anew()
    {
        Append("one\ntwo\n", 1);
        OutputRing other = new(_memory, 4096);
        other.Append("x\n"u8, 2 * Second);
        KeptLines read = new OutputReader(other).Read(_reader.End, 64 * 1024);
        Assert.Equal(["2 x"], Told(read));
        Assert.Equal(0, read.Lost);
    }

    [Fact]
    public void No_more_is_read_at_once_than_wanted()
    {
        OutputRing ring = new(_memory, 1024 * 1024);
        OutputReader reader = new(ring);
        LogCursor at = reader.End;
        ring.Append(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 100))), 0);
        KeptLines read = reader.Read(at, 8192);
        Assert.Equal(8, read.Lines.Count);
        Assert.Equal(8000, read.Next.Position);
        ring.Append(Encoding.ASCII.GetBytes(new string('\n', 10_000)), 0);
        Assert.Equal(OutputLimits.LinesPerRead, reader.Read(reader.Last(10_000), 100_000).Lines.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(at, 8191));
    }

    [Fact]
    public void A_ring_without_room_keeps_nothing_and_counts()
    {
        OutputRing none = new(_memory, 0);
        OutputReader reader = new(none);
        LogCursor at = reader.End;
        none.Append("x\ny\n"u8, 1);
        Assert.NotEqual(at, reader.End);
        KeptLines read = reader.Read(at, 8192);
        Assert.Empty(read.Lines);
        Assert.Equal((4, reader.End), (read.Lost, read.Next));
        Assert.Equal((reader.End, reader.End), (reader.Last(5), reader.Since(0)));
    }

    private void Append(string text, long seconds) => _ring.Append(Encoding.UTF8.GetBytes(text), seconds * Second);

    private KeptLines Read(LogCursor from) => _reader.Read(from, 64 * 1024);

    private string[] Next(ref LogCursor at)
    {
        KeptLines read = Read(at);
        Assert.Equal(0, read.Lost);
        at = read.Next;
        return Told(read);
    }

    private static string[] Told(KeptLines read) =>
        [.. read.Lines.Select(line =>
            $"{line.UnixNanoseconds / Second} {Encoding.UTF8.GetString(line.Bytes.Span)}{(line.IsPiece ? "…" : "")}")];
}
