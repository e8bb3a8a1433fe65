using System;
using System.Buffers;
using System.Linq;
using System.Text;
using System.Text.Json;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Tests.Golden;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Hostile;

/// <summary>A million frames that nobody sends who means well. The seeds are fixed: a failure comes again.</summary>
public sealed class MutationTests
{
    private const int CallCount = 600_000;
    private const int ReplyCount = 400_000;

    // An entry of a list takes eight times its bytes, and an exception some thousand.
    private const long MostPerByte = 16;
    private const long MostBesides = 16_384;

    // How often another reader is asked as well.
    private const int Compared = 16;

    [Fact]
    public void Any_call_has_a_result_and_takes_no_more_memory_than_it_is_long()
    {
        // What only the first of all takes, as the first message of an error does, is not the frame's.
        _ = CallReader.Read("{]"u8);
        Mutation mutation = new(20_260_101, GoldenCalls.Frames);
        ArrayBufferWriter<byte> written = new(4096);
        int calls = 0;
        int refused = 0;
        for (int i = 0; i < CallCount; i++)
        {
            byte[] frame = mutation.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            CallRead read = CallReader.Read(frame);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > MostBesides + (MostPerByte * frame.Length))
            {
                Assert.Fail($"{allocated} bytes for {frame.Length}: {Convert.ToBase64String(frame)}");
            }

            written.ResetWrittenCount();
            switch (read)
            {
                case CallRead.Call call:
                    calls++;
                    CallWriter.Write(written, call.Asked, call.WantsMore, call.IsOneWay);
                    AssertSame(call, written.WrittenSpan[..^1], frame);
                    break;
                case CallRead.Refused no:
                    refused++;
                    ReplyWriter.Write(written, no.Error);
                    Assert.True(written.WrittenCount <= ProtocolLimits.ReplyBytes);
                    break;
            }

            if (i % Compared == 0)
            {
                AssertAgrees(read is CallRead.Malformed, frame);
            }
        }

        // Else they would be so wrong that nothing behind the first look is tried.
        Assert.True(calls > CallCount / 50, $"{calls} calls");
        Assert.True(refused > CallCount / 20, $"{refused} refused");
    }

    [Fact]
    public void Any_reply_has_a_result_and_takes_no_more_memory_than_it_is_long()
    {
        (string Frame, ControlCall Asked)[] valid = [.. GoldenReplies.Frames,
            .. GoldenErrors.Frames.Select(frame => (frame, (ControlCall)new ControlCall.GetVersion()))];
        _ = ReplyReader.Read("{]"u8, valid[0].Asked);
        foreach ((string frame, ControlCall asked) in valid)
        {
            _ = ReplyReader.Read(Encoding.UTF8.GetBytes(frame), asked);
        }

        Mutation mutation = new(20_260_102, valid.Select(reply => reply.Frame));
        int good = 0;
        for (int i = 0; i < ReplyCount; i++)
        {
            byte[] frame = mutation.Next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            ReplyRead read = ReplyReader.Read(frame, valid[mutation.Origin].Asked);
            ReadOnlySpan<byte> parameters = ReplyReader.Parameters(frame);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > (2 * MostBesides) + (MostPerByte * frame.Length))
            {
                Assert.Fail($"{allocated} bytes for {frame.Length}: {Convert.ToBase64String(frame)}");
            }

            if (read is not ReplyRead.Malformed)
            {
                good++;
                Assert.False(parameters.IsEmpty);
            }

            if (i % Compared == 0)
            {
                AssertAgrees(read is ReplyRead.Malformed, frame);
            }
        }

        Assert.True(good > ReplyCount / 20, $"{good} good");
    }

    // What was understood can be said again, and is understood in the same way.
    private static void AssertSame(CallRead.Call call, ReadOnlySpan<byte> again, byte[] frame)
    {
        if (CallReader.Read(again) is not CallRead.Call second)
        {
            Assert.Fail($"{Encoding.UTF8.GetString(again)} of {Convert.ToBase64String(frame)}");
            return;
        }

        ArrayBufferWriter<byte> third = new();
        CallWriter.Write(third, second.Asked, second.WantsMore, second.IsOneWay);
        Assert.True(third.WrittenSpan[..^1].SequenceEqual(again));
        Assert.Equal(call.Method, second.Method);
    }

    // Another reader of JSON must not find an error where none was found here.
    private static void AssertAgrees(bool isMalformed, byte[] frame)
    {
        if (isMalformed)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(
            frame, new JsonDocumentOptions { MaxDepth = ProtocolLimits.Depth });
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }
}
