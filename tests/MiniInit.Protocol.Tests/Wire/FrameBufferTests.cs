using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Wire;

public sealed class FrameBufferTests
{
    private readonly FrameBuffer _buffer = new(100);

    [Fact]
    public void A_frame_comes_out_when_its_NUL_is_there()
    {
        Assert.True(_buffer.TryAppend("ab"u8));
        Assert.False(_buffer.TryTake(out _));
        Assert.True(_buffer.TryAppend("c"u8));
        Assert.False(_buffer.TryTake(out _));
        Assert.True(_buffer.TryAppend("\0"u8));
        Assert.Equal("abc", Take());
        Assert.False(_buffer.TryTake(out _));
    }

    [Fact]
    public void Frames_that_come_together_are_taken_one_by_one()
    {
        Assert.True(_buffer.TryAppend("one\0\0two\0thr"u8));
        Assert.Equal(["one", "", "two"], TakeAll());
        Assert.False(_buffer.IsEmpty);
        Assert.True(_buffer.TryAppend("ee\0"u8));
        Assert.Equal(["three"], TakeAll());
        Assert.True(_buffer.IsEmpty);
    }

    [Fact]
    public void A_frame_may_be_as_long_as_the_limit_in_any_pieces()
    {
        byte[] frame = [.. Enumerable.Repeat((byte)'x', 100), 0];
        Assert.True(_buffer.TryAppend(frame));
        Assert.Equal(100, Take().Length);
        foreach (byte b in frame)
        {
            Assert.True(_buffer.TryAppend([b]));
        }

        Assert.Equal(100, Take().Length);
    }

    [Theory]
    [InlineData(101, 0)]
    [InlineData(101, 1)]
    [InlineData(5000, 0)]
    public void A_frame_that_is_longer_ends_it_all(int length, int frames)
    {
        byte[] bytes = [.. Enumerable.Repeat("ok\0"u8.ToArray(), frames).SelectMany(b => b),
            .. Enumerable.Repeat((byte)'x', length)];
        Assert.False(_buffer.TryAppend(bytes));
        AssertBroken(_buffer);
    }

    [Fact]
    public void One_byte_too_many_ends_it_all_before_the_NUL_comes()
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.True(_buffer.TryAppend("x"u8));
        }

        Assert.False(_buffer.TryAppend("x"u8));
        AssertBroken(_buffer);
    }

    [Fact]
    public void A_long_frame_between_short_ones_is_found()
    {
        Assert.False(_buffer.TryAppend(Encoding.ASCII.GetBytes($"a\0{new string('x', 101)}\0b\0")));
        AssertBroken(_buffer);
    }

    [Fact]
    public void Memory_is_taken_by_need_and_given_back()
    {
        FrameBuffer buffer = new(ProtocolLimits.CallBytes);
        Assert.Equal(0, buffer.Allocated);
        Assert.True(buffer.TryAppend("{"u8));
        Assert.Equal(1024, buffer.Allocated);
        Assert.True(buffer.TryAppend(Filled(1024)));
        Assert.Equal(2048, buffer.Allocated);
        Assert.True(buffer.TryAppend(Filled(ProtocolLimits.CallBytes - 1025)));
        Assert.Equal(ProtocolLimits.CallBytes, buffer.Allocated);
        Assert.True(buffer.TryAppend("\0"u8));
        Assert.Equal(ProtocolLimits.CallBytes + 1, buffer.Allocated);
        Assert.True(buffer.TryTake(out ReadOnlySpan<byte> frame));
        Assert.Equal(0, buffer.Allocated);
        Assert.True(buffer.IsEmpty);
        Assert.Equal(ProtocolLimits.CallBytes, frame.Length);
        Assert.Equal((byte)'x', frame[^1]);
    }

    [Fact]
    public void Memory_stays_small_while_small_frames_go_through()
    {
        FrameBuffer buffer = new(ProtocolLimits.CallBytes);
        for (int i = 0; i < 10_000; i++)
        {
            // Always a frame and the beginning of the next, so that it is never empty.
            Assert.True(buffer.TryAppend(i == 0 ? "abc\0ab"u8 : "c\0ab"u8));
            Assert.True(buffer.TryTake(out ReadOnlySpan<byte> frame));
            Assert.True(frame.SequenceEqual("abc"u8));
        }

        Assert.Equal(1024, buffer.Allocated);
    }

    [Fact]
    public void Any_pieces_give_the_same_frames()
    {
        Random random = new(4711);
        for (int round = 0; round < 500; round++)
        {
            string[] frames = [.. Enumerable.Range(0, random.Next(1, 20))
                .Select(_ => new string((char)random.Next('a', 'z'), random.Next(4) == 0 ? 100 : random.Next(101)))];
            byte[] bytes = Encoding.ASCII.GetBytes(string.Join('\0', frames) + "\0");
            FrameBuffer buffer = new(100);
            List<string> taken = [];
            for (int at = 0; at < bytes.Length;)
            {
                int count = Math.Min(random.Next(1, 150), bytes.Length - at);
                Assert.True(buffer.TryAppend(bytes.AsSpan(at, count)));
                at += count;
                for (int most = random.Next(5); most > 0 && buffer.TryTake(out ReadOnlySpan<byte> frame); most--)
                {
                    taken.Add(Encoding.ASCII.GetString(frame));
                }
            }

            while (buffer.TryTake(out ReadOnlySpan<byte> frame))
            {
                taken.Add(Encoding.ASCII.GetString(frame));
            }

            Assert.Equal(frames, taken);
            Assert.Equal(0, buffer.Allocated);
        }
    }

    private static byte[] Filled(int count) => [.. Enumerable.Repeat((byte)'x', count)];

    private static void AssertBroken(FrameBuffer buffer)
    {
        Assert.Equal(0, buffer.Allocated);
        Assert.True(buffer.IsEmpty);
        Assert.False(buffer.TryTake(out _));
        Assert.False(buffer.TryAppend("a\0"u8));
        Assert.False(buffer.TryTake(out _));
    }

    private string Take()
    {
        Assert.True(_buffer.TryTake(out ReadOnlySpan<byte> frame));
        return Encoding.ASCII.GetString(frame);
    }

    private List<string> TakeAll()
    {
        List<string> all = [];
        while (_buffer.TryTake(out ReadOnlySpan<byte> frame))
        {
            all.Add(Encoding.ASCII.GetString(frame));
        }

        return all;
    }
}
