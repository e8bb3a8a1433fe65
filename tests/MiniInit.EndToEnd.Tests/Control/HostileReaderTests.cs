using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Clients that ask and do not take the answer: they hold up nobody but themselves.</summary>
public sealed class HostileReaderTests : IDisposable
{
    private const string Description = "org.varlink.service.GetInterfaceDescription";
    private const string OurInterface = "{'interface':'org.miniinit.Control'}";
    private readonly List<VarlinkClient> _clients = [];

    [Theory]
    [InlineData("GetVersion", "{}")]
    [InlineData(Description, OurInterface)]
    [InlineData("List", "{'patterns':[]}")]
    [InlineData("Nothing", "{}")]
    public void Whoever_asks_and_never_reads_waits_alone(string method, string parameters)
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        byte[] call = VarlinkClient.Message(method, parameters);
        Flood(init, 24, [.. Enumerable.Repeat(call, 10_000).SelectMany(bytes => bytes)]);
        init.AssertAnswers();
        CloseAll();
        footprint.AssertKept();
    }

    [Fact]
    public void Long_questions_of_strangers_that_never_read_do_not_gather()
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        string patterns = string.Join(',', Enumerable.Range(0, 200).Select(i => $"'{new string('x', 250)}{i}'"));
        byte[] call = VarlinkClient.Message("List", $"{{'patterns':[{patterns}]}}");
        Flood(init, 24, [.. VarlinkClient.Message("Watch", "{'patterns':[]}", "more"), .. Enumerable.Repeat(call, 20).SelectMany(bytes => bytes)]);
        init.AssertAnswers();
        CloseAll();
        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_reads_late_gets_every_answer_in_order()
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        using VarlinkClient client = init.Connect();
        const int Calls = 200;
        List<byte> calls = [];
        for (int i = 0; i < Calls; i++)
        {
            calls.AddRange(VarlinkClient.Message(Description, OurInterface));
            calls.AddRange(VarlinkClient.Message("Status", $"{{'job':'none-{i}'}}"));
        }

        // In one piece: each small one takes a kilobyte of the socket's room, and init reads on only when it is read from.
        client.SendBytes([.. calls]);
        client.EndSending();
        WaitUntilStuck(init, client);
        for (int i = 0; i < Calls; i++)
        {
            Assert.StartsWith("# How MiniInit is driven", client.Receive().Text("description"));
            Assert.Equal($"none-{i}", client.Receive().Text("job"));
        }

        client.AssertEnds();
    }

    [Fact]
    public void A_stopped_client_is_answered_when_it_goes_on()
    {
        Needs.Program("python3");
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        const string Program = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.connect(sys.argv[1])
            call = b'{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"org.miniinit.Control"}}\0'
            watch = b'{"method":"org.miniinit.Control.Watch","more":true,"parameters":{"patterns":[]}}\0'
            s.sendall(call * 200)
            print("asked", flush=True)
            sys.stdin.readline()
            left = 200
            while left:
                left -= s.recv(65536).count(b'\0')
            s.sendall(watch)
            print("answered", flush=True)
            while s.recv(65536):
                pass
            """;
        using (Running client = Running.Start("python3", ["-c", Program, init.Socket]))
        {
            client.WaitForOutput("asked");
            client.Signal(Signals.Stop);
            init.AssertAnswers();
            client.Signal(Signals.Cont);
            client.Type("go on");
            client.WaitForOutput("answered");

            // Now it watches, and is stopped again.
            client.Signal(Signals.Stop);
            ChangeMuch(init);
            init.AssertAnswers();
        }

        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_watches_and_never_reads_has_only_the_last_state_to_come()
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        for (uint i = 0; i < 24; i++)
        {
            VarlinkClient client = init.Connect(new Identity(6000 + (i / 8), 6000));
            _clients.Add(client);
            client.Send("Watch", "{'patterns':[]}", "more");
            client.Send("Watch", "{'patterns':[]}", "more"); // waits for the first one
        }

        ChangeMuch(init);
        VarlinkReply? last = null;
        while (last?.Find("instances")?.EnumerateArray().Any(
            row => row.GetProperty("job").GetString() == "idle" && row.GetProperty("state").GetString() == "waiting") != true || _clients[0].Socket.Available > 0)
        {
            last = _clients[0].Receive();
        }

        CloseAll();
        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_listens_to_events_and_never_reads_is_cut_off()
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        VarlinkClient client = init.Connect();
        _clients.Add(client);
        client.Send("Events", "{}", "more");
        Assert.Null(client.Receive().Text("event"));
        string value = new('x', 4000);
        using (VarlinkClient emitter = init.Connect())
        {
            for (int i = 0; i < 500; i++)
            {
                emitter.Ask("Emit", $"{{'event':'tick','environment':['NUMBER={i}','VALUE={value}']}}");
            }
        }

        int events = 0;
        VarlinkReply reply;
        while ((reply = client.Receive()).Error is null)
        {
            Assert.Equal($"NUMBER={events++}", reply.Texts("environment")[0]);
        }

        Assert.Equal("Busy", reply.Error);
        Assert.InRange(events, 10, 499);
        init.AssertAnswers();
        CloseAll();
        footprint.AssertKept();
    }

    [Fact]
    public void Instances_that_come_and_go_without_number_do_not_gather_for_whoever_watches()
    {
        using Supervised init = Supervised.AsPid1(Controlled.Jobs + """
            [job.many]
            manual = true
            type = "state"
            instance = "$N"
            """);
        Footprint footprint = Footprint.Of(init);
        VarlinkClient watcher = init.Connect(Identity.Stranger);
        _clients.Add(watcher);
        watcher.Send("Watch", "{'patterns':[]}", "more");
        _ = watcher.Receive();

        // First it is stuck with so many changes that no more go into the socket.
        VarlinkClient root = init.Connect();
        _clients.Add(root);
        for (int i = 0; i < 6000; i++)
        {
            string name = $"{{'job':'many','instance':'{i}-{new string('x', 100)}'}}";
            _ = root.Ask("Start", name);
            _ = root.Ask("Stop", name);
            if (i % 50 == 49)
            {
                _ = root.Ask("Reset", "{'job':'many'}");
            }
        }

        VarlinkReply reply;
        while ((reply = watcher.Receive()).Error is null)
        {
        }

        Assert.Equal("Busy", reply.Error);
        CloseAll();
        footprint.AssertKept();
    }

    public void Dispose() => CloseAll();

    /// <summary>Sends as much as init takes, on connections of three users.</summary>
    private void Flood(Supervised init, int connections, byte[] bytes)
    {
        for (int i = 0; i < connections; i++)
        {
            VarlinkClient client = init.Connect(new Identity(6000 + ((uint)i / 8), 6000));
            _clients.Add(client);
            for (int sent = 0, count; sent < bytes.Length && IsWritable(client); sent += count)
            {
                count = client.TrySendBytes(bytes.AsSpan(sent));
                if (count < 0)
                {
                    break;
                }
            }
        }
    }

    /// <summary>Whether more can be sent; init has its time to take what there is.</summary>
    private static bool IsWritable(VarlinkClient client) => client.Socket.Poll(200_000, SelectMode.SelectWrite);

    /// <summary>Waits until nothing more of its calls is taken, since it does not take the answers.</summary>
    private static void WaitUntilStuck(Supervised init, VarlinkClient client)
    {
        int last = -1;
        var since = Stopwatch.StartNew();
        init.Until(
            () =>
            {
                if (client.Socket.Available != last)
                {
                    last = client.Socket.Available;
                    since.Restart();
                }

                return since.ElapsedMilliseconds > 500;
            },
            "init has sent all that goes into the socket");
    }

    private static void ChangeMuch(Supervised init)
    {
        using VarlinkClient client = init.Connect();
        for (int i = 0; i < 50; i++)
        {
            _ = client.Ask("Start", "{'job':'idle'}");
            _ = client.Ask("Stop", "{'job':'idle'}");
        }

        Assert.Equal("NotRunning", client.Call("Stop", "{'job':'idle'}").Error);
    }

    private void CloseAll()
    {
        _clients.ForEach(client => client.Dispose());
        _clients.Clear();
    }
}
