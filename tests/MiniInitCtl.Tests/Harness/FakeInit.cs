using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Tests.Harness;

/// <summary>Stands in for init at the other end of a socket, and answers as a test wants.</summary>
internal sealed class FakeInit : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Action<ControlCall, Caller> _answer;
    private readonly List<ControlCall> _calls = [];
    private readonly List<Socket> _open = [];
    private readonly List<Exception> _failures = [];

    public FakeInit(Action<ControlCall, Caller> answer)
    {
        _answer = answer;
        Path = _folder.Path + "/control";
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Where its socket is.</summary>
    public string Path { get; }

    /// <summary>What it says of itself, which is not counted among the calls; null: it answers that as any other call.</summary>
    public ControlReply.Version? Version { get; set; }

    /// <summary>What it was asked until now, in order.</summary>
    public IReadOnlyList<ControlCall> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>The environment that leads a tool here.</summary>
    public Dictionary<string, string> Environment => new() { ["MINIINIT_SOCKET"] = Path };

    /// <summary>An init that has some instances, and starts and stops nothing.</summary>
    public static FakeInit With(params InstanceInfo[] instances) => new((call, caller) => Answers.Usual(call, caller, instances));

    /// <summary>An init that answers every call with the same error.</summary>
    public static FakeInit That(ControlError error) => new((_, caller) => caller.Refuse(error));

    /// <summary>An init that answers every call with the same reply.</summary>
    public static FakeInit That(ControlReply reply) => new((_, caller) => caller.Reply(reply));

    /// <summary>Makes it the init of a session.</summary>
    public FakeInit AsSession(int pid = 1, long startedAt = 1)
    {
        Version = new ControlReply.Version("0.1.0", pid, "user", startedAt);
        return this;
    }

    /// <summary>Runs the tool to its end.</summary>
    public Tool Run(params string[] arguments) => Tool.Run(Environment, arguments);

    /// <summary>Runs the tool to its end, with further variables.</summary>
    public Tool Run((string Name, string Value) variable, params string[] arguments) =>
        Tool.Run(new Dictionary<string, string>(Environment) { [variable.Name] = variable.Value }, arguments);

    public void Dispose()
    {
        _listener.Dispose();
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
        }

        _folder.Dispose();
        Assert.Empty(_failures);
    }

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (SocketException)
            {
                return; // disposed of
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            lock (_open)
            {
                _open.Add(socket);
            }

            new Thread(() => Serve(socket)) { IsBackground = true }.Start();
        }
    }

    private void Serve(Socket socket)
    {
        FrameBuffer frames = new(ProtocolLimits.CallBytes);
        Caller caller = new(socket);
        byte[] received = new byte[4096];
        try
        {
            int count;
            while ((count = socket.Receive(received)) > 0)
            {
                Assert.True(frames.TryAppend(received.AsSpan(0, count)));
                while (frames.TryTake(out ReadOnlySpan<byte> frame))
                {
                    ControlCall asked = Assert.IsType<CallRead.Call>(CallReader.Read(frame)).Asked;
                    if (asked is ControlCall.GetVersion && Version is ControlReply.Version version)
                    {
                        caller.Reply(version);
                        continue;
                    }

                    lock (_calls)
                    {
                        _calls.Add(asked);
                    }

                    _answer(asked, caller);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The tool went away, or the test is over.
        }
#pragma warning disable CA1031 // any other: it belongs to the test, which would end without a word here
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (_failures)
            {
                _failures.Add(exception);
            }
        }
    }
}
