using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>Any output, any order of writing, reading and giving up memory, against a list of all bytes that ever came.</summary>
public sealed class OutputReaderPropertyTests
{
    private const long Second = 1_000_000_000;

    private readonly MemoryAccount _memory = new(OutputLimits.MemoryBytes);

    [Theory]
    [InlineData(10, true)]
    [InlineData(1000, true)]
    [InlineData(5000, true)]
    [InlineData(40_000, true)]
    [InlineData(3000, false)]
    public void What_is_read_is_what_was_written(int most, bool isSteady)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            Run run = new(seed, new OutputRing(_memory, most), isSteady);
            for (int step = 0; step < 150; step++)
            {
                run.Step();
            }

            run.Ring.Clear();
            Assert.Equal(0, _memory.Used);
        }
    }

    private sealed class Run(int seed, OutputRing ring, bool isSteady)
    {
        private readonly Random _random = new(seed);
        private readonly List<byte> _all = [];
        private readonly List<long> _times = [];
        private readonly HashSet<long> _instants = [];
        private readonly List<OutputMark> _spans = [];
        private readonly OutputReader _reader = new(ring);
        private LogCursor _follower = new(ring.Serial, 0);
        private long _now = 1000 * Second;

        public OutputRing Ring => ring;

        /// <summary>So few that none was ever merged with another.</summary>
        private bool IsExact => isSteady && _spans.Count < OutputLimits.LeastMarks;

        public void Step()
        {
            switch (_random.Next(12))
            {
                case < 6:
                    Write();
                    break;
                case < 9:
                    Follow();
                    break;
                case 9:
                    Since();
                    break;
                case 10:
                    Last();
                    break;
                default:
                    Halve();
                    break;
            }

            Assert.Equal((_all.Count, true), (ring.End, ring.Start >= 0));
            Assert.Equal(ring.Start == 0 || _all[(int)ring.Start - 1] == '\n', ring.BeginsLine);
            Assert.Equal(ring.Start < ring.End && _all[^1] == '\n', ring.EndsLine);
        }

        private void Write()
        {
            _now += _random.Next(4) switch
            {
                0 => _random.NextInt64(3 * Second),
                1 => isSteady ? 0 : _random.NextInt64(-100 * Second, 100 * Second),
                _ => 0,
            };
            int longest = _random.Next(8) switch { 0 => 9000, 1 => 1, _ => 100 };
            byte[] bytes = new byte[_random.Next(8) == 0 ? _random.Next(6000) : 1 + _random.Next(300)];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = _random.Next(longest) == 0 ? (byte)'\n' : (byte)_random.Next(1, 256);
            }

            ring.Append(bytes, _now);
            if (_spans.Count == 0 || _now - _spans[^1].First is < 0 or >= Second)
            {
                _spans.Add(new OutputMark(_all.Count, _now, _now));
            }

            _all.AddRange(bytes);
            _ = _instants.Add(_now);
            _times.AddRange(Enumerable.Repeat(_now, bytes.Length));
        }

        private void Follow()
        {
            KeptLines read = _reader.Read(_follower, 8192 + _random.Next(50_000));
            long begin = _follower.Position + read.Lost;
            Assert.Equal(Math.Max(0, ring.Start - _follower.Position) > 0, read.Lost > 0);
            if (read.Lost > 0)
            {
                int newline = _all.IndexOf((byte)'\n', (int)ring.Start);
                Assert.True(begin == ring.Start ? ring.BeginsLine || newline < 0 || newline + 1 == ring.End : begin == newline + 1);
            }

            AssertLines(read, begin);
            _follower = read.Next;
            Assert.True(read.Lines.Count > 0 || _follower == _reader.End);
        }

        private void Since()
        {
            long since = _times.Count == 0 ? 0 : _times[_random.Next(_times.Count)] + _random.Next(-1, 2);
            LogCursor at = _reader.Since(since);
            Assert.True(at.Position == ring.Start || at.Position == ring.End || _all[(int)at.Position - 1] == '\n');

            // No line that came then is left out, but for one that is not whole.
            for (long i = ring.Start; i < at.Position; i++)
            {
                bool beginsLine = i == ring.Start ? ring.BeginsLine : _all[(int)i - 1] == '\n';
                Assert.False(beginsLine && _times[(int)i] >= since);
            }

            // And none before it that came clearly earlier.
            if (IsExact && at != _reader.End)
            {
                Assert.True(_times[(int)at.Position] > since - Second);
            }

            AssertLines(_reader.Read(at, 64 * 1024), at.Position);
        }

        private void Last()
        {
            int lines = _random.Next(-1, 20);
            LogCursor at = _reader.Last(lines);
            Assert.InRange(at.Position, ring.Start, ring.End);
            int newlines = Range(at.Position, ring.End).Count((byte)'\n');
            bool isOpen = ring.End > at.Position && _all[^1] != '\n';
            Assert.InRange(newlines + (isOpen ? 1 : 0), 0, Math.Max(0, lines));
            if (at.Position > ring.Start)
            {
                Assert.True(at == _reader.End || _all[(int)at.Position - 1] == '\n');
                bool isFirst = !Range(ring.Start, at.Position - 1).Contains((byte)'\n') && !ring.BeginsLine;
                Assert.True(isFirst || newlines + (isOpen ? 1 : 0) == Math.Max(0, lines));
            }
        }

        private void Halve()
        {
            if (_random.Next(5) == 0 && ring.Size > 1)
            {
                ring.Halve();
            }
        }

        /// <summary>The lines are the bytes from there on, and were cut where they should be.</summary>
        private void AssertLines(KeptLines read, long begin)
        {
            long at = begin;
            foreach (KeptLine line in read.Lines)
            {
                ReadOnlySpan<byte> text = line.Bytes.Span;
                Assert.True(text.SequenceEqual(Range(at, at + text.Length)));
                Assert.False(text.Contains((byte)'\n'));
                Assert.InRange(text.Length, 0, OutputLimits.PieceBytes);
                Assert.Contains(line.UnixNanoseconds, _instants);
                if (isSteady)
                {
                    Assert.InRange(line.UnixNanoseconds, IsExact ? _times[(int)at] - Second + 1 : 0, _times[(int)at]);
                }

                at += text.Length;
                Assert.True(!line.IsPiece || at == ring.End || text.Length > OutputLimits.PieceBytes - 4);
                Assert.True(line.IsPiece || _all[(int)at] == '\n');
                at += line.IsPiece ? 0 : 1;
            }

            Assert.Equal(read.Next.Position, at);
        }

        private ReadOnlySpan<byte> Range(long from, long to) =>
            CollectionsMarshal.AsSpan(_all)[(int)from..(int)to];
    }
}
