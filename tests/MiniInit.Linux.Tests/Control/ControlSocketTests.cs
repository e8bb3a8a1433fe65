using System;
using System.IO;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Tests.Control;

[Collection(nameof(StartsPrograms))]
public sealed class ControlSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ControlSocket _socket;

    public ControlSocketTests()
    {
        _socket = ControlSocket.TryOpen($"{_folder.Path}/run/control", out string? cause)!;
        Assert.Null(cause);
    }

    [Fact]
    public void What_one_side_sends_the_other_receives()
    {
        Assert.Equal(AcceptResult.None, _socket.TryAccept(out _));
        using ControlConnection client = ControlConnection.Connect(_socket.Path, out Errno error)!;
        Assert.Equal(Errno.None, error);
        Assert.Equal(AcceptResult.Accepted, _socket.TryAccept(out ControlConnection? server));
        using (server)
        {
            byte[] buffer = new byte[100];
            Assert.Equal(IoResult.WouldBlock, server!.Receive(buffer, out int count));
            Assert.Equal(IoResult.Done, client.Send("call"u8, out count));
            Assert.Equal(4, count);
            Assert.True(server.Wait(Readiness.Readable, -1));
            Assert.Equal(IoResult.Done, server.Receive(buffer, out count));
            Assert.Equal("call", Encoding.ASCII.GetString(buffer, 0, count));
            Assert.Equal(Environment.ProcessId, server.Peer.Pid);
        }

        Assert.True(client.Wait(Readiness.Readable, -1));
        Assert.Equal(IoResult.Closed, client.Receive(new byte[1], out _));
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }
}
