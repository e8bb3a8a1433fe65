using System;
using System.Buffers;
using System.Net.Sockets;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>Who asked a <see cref="FakeInit"/>, and is to be answered.</summary>
internal sealed class Caller(Socket socket)
{
    public void Reply(ControlReply reply, bool continues = false) => Send(frame => ReplyWriter.Write(frame, reply, continues));

    public void Refuse(ControlError error) => Send(frame => ReplyWriter.Write(frame, error));

    /// <summary>Any bytes: init may be newer, or something else.</summary>
    public void SendRaw(string text) => socket.Send(System.Text.Encoding.UTF8.GetBytes(text));

    public void Close() => socket.Shutdown(SocketShutdown.Both);

    private void Send(Action<ArrayBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> frame = new();
        write(frame);
        socket.Send(frame.WrittenSpan);
    }
}
