using System;
using System.Buffers;
using System.Text;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Protocol.Tests;

/// <summary>Frames as text, without their NUL.</summary>
internal static class Frames
{
    public static string Of(ControlCall call, bool wantsMore = false, bool isOneWay = false)
    {
        ArrayBufferWriter<byte> into = new();
        CallWriter.Write(into, call, wantsMore, isOneWay);
        return WithoutNul(into);
    }

    public static string Of(ControlReply reply, bool continues = false)
    {
        ArrayBufferWriter<byte> into = new();
        ReplyWriter.Write(into, reply, continues);
        return WithoutNul(into);
    }

    public static string Of(ControlError error)
    {
        ArrayBufferWriter<byte> into = new();
        ReplyWriter.Write(into, error);
        return WithoutNul(into);
    }

    public static CallRead ReadCall(string frame) => CallReader.Read(Encoding.UTF8.GetBytes(frame));

    public static ReplyRead ReadReply(string frame, ControlCall asked) =>
        ReplyReader.Read(Encoding.UTF8.GetBytes(frame), asked);

    public static ControlCall Call(string frame) => Assert.IsType<CallRead.Call>(ReadCall(frame)).Asked;

    public static ControlError Refused(string frame) => Assert.IsType<CallRead.Refused>(ReadCall(frame)).Error;

    public static ControlReply Reply(string frame, ControlCall asked) =>
        Assert.IsType<ReplyRead.Reply>(ReadReply(frame, asked)).Told;

    private static string WithoutNul(ArrayBufferWriter<byte> written)
    {
        Assert.Equal(written.WrittenCount - 1, written.WrittenSpan.IndexOf((byte)0));
        return Encoding.UTF8.GetString(written.WrittenSpan[..^1]);
    }
}
