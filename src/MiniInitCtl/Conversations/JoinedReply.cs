using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Conversations;

/// <summary>The replies that one call was answered with, as one.</summary>
internal static class JoinedReply
{
    /// <summary>Gives its parameters as JSON.</summary>
    /// <param name="call">The call.</param>
    /// <param name="parts">The replies, at least one, all of one kind.</param>
    public static byte[] Of(ControlCall call, IReadOnlyList<ControlReply> parts)
    {
        ControlReply whole = call switch
        {
            ControlCall.List => new ControlReply.Instances(
                [.. parts.OfType<ControlReply.Instances>().SelectMany(part => part.All)]),
            ControlCall.Tree => new ControlReply.Processes(
                [.. parts.OfType<ControlReply.Processes>().SelectMany(part => part.All)]),
            ControlCall.ShowConfiguration => new ControlReply.Configurations(
                [.. parts.OfType<ControlReply.Configurations>().SelectMany(part => part.All)]),
            _ => throw new InvalidOperationException($"{call.GetType().Name} is answered by one reply"),
        };
        ArrayBufferWriter<byte> frame = new();
        ReplyWriter.Write(frame, whole);
        return ReplyReader.Parameters(frame.WrittenSpan[..^1]).ToArray();
    }
}
