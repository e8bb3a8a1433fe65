using System;
using System.Collections.Generic;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Tests.Control;

/// <summary>A socket in a folder of its own.</summary>
internal sealed class ConnectionRig : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ConnectionRig()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        Socket = ControlSocket.TryOpen($"{_folder.Path}/run/control", out string? cause)!;
        Assert.Null(cause);
    }

    public ControlSocket Socket { get; }

    public string Folder => _folder.Path;

    public ControlConnection Connect()
    {
        ControlConnection? client = ControlConnection.Connect(Socket.Path, out Errno error);
        Assert.Equal(Errno.None, error);
        return client!;
    }

    public ControlConnection Accept()
    {
        Assert.Equal(AcceptResult.Accepted, Socket.TryAccept(out ControlConnection? server));
        return server!;
    }

    /// <summary>Takes all that is there.</summary>
    /// <param name="from">Where.</param>
    /// <param name="last">What must come behind it.</param>
    public static byte[] ReceiveAll(ControlConnection from, IoResult last)
    {
        List<byte> all = [];
        byte[] part = new byte[10_000];
        while (true)
        {
            IoResult result = from.Receive(part, out int count);
            all.AddRange(part.AsSpan(0, count));
            if (result != IoResult.Done)
            {
                Assert.Equal((last, 0), (result, count));
                return [.. all];
            }
        }
    }

    public void Dispose()
    {
        Socket.Dispose();
        _folder.Dispose();
    }
}
