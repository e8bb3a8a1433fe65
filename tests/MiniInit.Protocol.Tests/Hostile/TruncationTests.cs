using System;
using System.Linq;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Tests.Golden;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests.Hostile;

public sealed class TruncationTests
{
    [Fact]
    public void A_part_of_a_call_is_no_call_wherever_it_ends()
    {
        foreach (byte[] frame in GoldenCalls.Frames.Select(Encoding.UTF8.GetBytes))
        {
            for (int length = 0; length < frame.Length; length++)
            {
                Assert.IsType<CallRead.Malformed>(CallReader.Read(frame.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void A_part_of_a_reply_is_no_reply_wherever_it_ends()
    {
        foreach ((string frame, ControlCall asked) in GoldenReplies.Frames.Concat(
                     GoldenErrors.Frames.Select(frame => (frame, (ControlCall)new ControlCall.GetVersion()))))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.IsType<ReplyRead.Malformed>(ReplyReader.Read(bytes.AsSpan(0, length), asked));
                Assert.True(ReplyReader.Parameters(bytes.AsSpan(0, length)).IsEmpty);
            }
        }
    }

    [Fact]
    public void Calls_that_come_byte_by_byte_are_all_there_and_no_other()
    {
        string[] frames = [.. GoldenCalls.Frames];
        FrameBuffer buffer = new(ProtocolLimits.CallBytes);
        int taken = 0;
        foreach (byte b in Encoding.UTF8.GetBytes(string.Concat(frames.Select(frame => frame + "\0"))))
        {
            Assert.True(buffer.TryAppend([b]));
            if (buffer.TryTake(out ReadOnlySpan<byte> frame))
            {
                ControlCall call = Assert.IsType<CallRead.Call>(CallReader.Read(frame)).Asked;
                Assert.Equal(frames[taken++], Frames.Of(call));
            }
        }

        Assert.Equal(frames.Length, taken);
        Assert.True(buffer.IsEmpty);
    }
}
