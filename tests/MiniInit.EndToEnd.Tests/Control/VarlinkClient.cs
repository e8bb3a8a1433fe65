using System;
using System.Net.Sockets;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>A client of the control socket that knows the wire and nothing else, so that it can also do what is wrong.</summary>
internal sealed class VarlinkClient : IDisposable
{
    private const string Interface = "org.miniinit.Control.";
    private const int ConnectionRefused = 111, NoSuchFile = 2;
    private byte[] _bytes = new byte[64 * 1024];
    private int _start, _end;

    private VarlinkClient(Socket socket)
    {
        Socket = socket;
        socket.ReceiveTimeout = socket.SendTimeout = (int)Wait.Limit.TotalMilliseconds;
    }

    /// <summary>The connection; what is sent and received waits as long as a failing test may.</summary>
    public Socket Socket { get; }

    /// <summary>Connects, as soon as there is a socket.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="identity">As whom; null: as we are.</param>
    public static VarlinkClient Connect(string path, Identity? identity = null)
    {
        VarlinkClient? client = null;
        int error = 0;
        Wait.Until(
            () =>
            {
                error = UnixClient.TryConnect(path, identity, out Socket? socket);
                client = error == 0 ? new VarlinkClient(socket!) : null;
                return error is not (ConnectionRefused or NoSuchFile);
            },
            $"somebody listens at {path}");
        Assert.Equal(0, error);
        return client!;
    }

    /// <summary>Makes a call and takes its first reply.</summary>
    public VarlinkReply Call(string method, string parameters = "{}", string flags = "")
    {
        Send(method, parameters, flags);
        return Receive();
    }

    /// <summary>Makes a call that must be answered well.</summary>
    public VarlinkReply Ask(string method, string parameters = "{}")
    {
        VarlinkReply reply = Call(method, parameters);
        Assert.True(reply.Error is null, $"{method} {parameters} is answered with {reply}");
        return reply;
    }

    /// <summary>Makes a call on a connection that may be over: null then.</summary>
    public VarlinkReply? TryCall(string method, string parameters = "{}")
    {
        byte[] message = Message(method, parameters);
        return TrySendBytes(message) == message.Length ? TryReceive() : null;
    }

    /// <summary>Sends a call. Its parameters may have apostrophes in place of quotation marks.</summary>
    /// <param name="method">Without its interface, unless that is another.</param>
    /// <param name="parameters">An object.</param>
    /// <param name="flags">Names of those that are set, such as <c>more</c>.</param>
    public void Send(string method, string parameters = "{}", params string[] flags) =>
        SendBytes(Message(method, parameters, flags));

    /// <summary>Sends any bytes, all of them.</summary>
    public void SendBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[Socket.Send(bytes)..];
        }
    }

    /// <summary>Sends any bytes, as far as the other side takes them without waiting.</summary>
    /// <returns>How many; -1 if the connection is over.</returns>
    public int TrySendBytes(ReadOnlySpan<byte> bytes)
    {
        Socket.Blocking = false;
        int sent = Socket.Send(bytes, SocketFlags.None, out SocketError error);
        Socket.Blocking = true;
        return error == SocketError.Success ? sent : error == SocketError.WouldBlock ? 0 : -1;
    }

    /// <summary>A call as bytes, with its NUL.</summary>
    public static byte[] Message(string method, string parameters = "{}", params string[] flags)
    {
        string name = method.Contains('.') ? method : Interface + method;
        string set = string.Concat(Array.ConvertAll(flags, flag => flag.Length == 0 ? "" : $",\"{flag}\":true"));
        return Encoding.UTF8.GetBytes(
            $$"""{"method":"{{name}}","parameters":{{parameters.Replace('\'', '"')}}{{set}}}""" + '\0');
    }

    /// <summary>Takes the next reply.</summary>
    public VarlinkReply Receive()
    {
        VarlinkReply? reply = TryReceive();
        Assert.True(reply is not null, "the connection was closed in place of a reply");
        return reply;
    }

    /// <summary>Takes the next reply; null at the end of the connection.</summary>
    public VarlinkReply? TryReceive()
    {
        int looked = _start, nul;
        while ((nul = _bytes.AsSpan(looked, _end - looked).IndexOf((byte)0)) < 0)
        {
            looked = _end - _start;
            if (!TryFill())
            {
                Assert.True(_start == _end, $"the connection was closed within a reply: {Encoding.UTF8.GetString(_bytes.AsSpan(_start, _end - _start))}");
                return null;
            }

            looked += _start;
        }

        Memory<byte> frame = _bytes.AsMemory(_start, looked + nul - _start);
        _start = looked + nul + 1;
        return VarlinkReply.Read(frame);
    }

    /// <summary>Asserts that the other side closes, after so many more replies.</summary>
    public void AssertEnds(int replies = 0)
    {
        for (int i = 0; i < replies; i++)
        {
            _ = Receive();
        }

        VarlinkReply? more = TryReceive();
        Assert.True(more is null, $"unexpected: {more}");
    }

    /// <summary>Sends no more, and goes on reading.</summary>
    public void EndSending() => Socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => Socket.Dispose();

    private bool TryFill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }

        int count = Socket.Receive(_bytes.AsSpan(_end), SocketFlags.None, out SocketError error);
        Assert.True(
            error is SocketError.Success or SocketError.ConnectionReset, $"waited in vain for a reply: {error}");
        _end += count;
        return count > 0;
    }
}
