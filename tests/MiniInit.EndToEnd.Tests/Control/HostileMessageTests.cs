using System;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Messages that nobody means well with: each costs its client the connection, and nobody else anything.</summary>
public sealed class HostileMessageTests : IDisposable
{
    private const int MostBytes = 65_536;
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);

    public static TheoryData<string, byte[]> Malformed() => new()
    {
        { "nothing", "\0"u8.ToArray() },
        { "a word", "hello\0"u8.ToArray() },
        { "half an object", "{\0"u8.ToArray() },
        { "no method", "{}\0"u8.ToArray() },
        { "a list", "[]\0"u8.ToArray() },
        { "a method that is a number", "{\"method\":1}\0"u8.ToArray() },
        { "two objects", "{\"method\":\"x\"}{\"method\":\"x\"}\0"u8.ToArray() },
        { "bytes that are not text", "{\"method\":\"\xff\xfe\"}\0"u8.ToArray().Select(b => (byte)(b | 0x80)).Append((byte)0).ToArray() },
        { "deep nesting", [.. Encoding.ASCII.GetBytes("{\"method\":\"org.miniinit.Control.List\",\"parameters\":{\"patterns\":" + new string('[', 60_000)), 0] },
        { "a whole one and a bad one", [.. VarlinkClient.Message("NoSuchMethod"), .. "{\0"u8] },
        { "another protocol", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n\0"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_call_is_answered_with_an_error_and_the_connection_is_closed(string what, byte[] message)
    {
        using VarlinkClient client = _init.Connect();
        client.SendBytes(message);
        _ = client.TrySendBytes(VarlinkClient.Message("GetVersion")); // is not answered any more
        VarlinkReply first = client.Receive();
        VarlinkReply reply = first.Error == "MethodNotFound" ? client.Receive() : first;
        Assert.True(reply.Error == "InvalidParameter", $"{what}: {reply}");
        client.AssertEnds();
        _init.AssertAnswers();
    }

    [Fact]
    public void A_call_may_have_64_KiB_and_not_one_byte_more()
    {
        using VarlinkClient client = _init.Connect();
        byte[] call = VarlinkClient.Message("GetVersion");
        byte[] room = new byte[MostBytes + 1 - call.Length];
        room.AsSpan().Fill((byte)' ');
        client.SendBytes([.. room, .. call]);
        Assert.Null(client.Receive().Error);
        client.SendBytes([(byte)' ', .. room, .. call]);
        Assert.Contains("more than 65536 bytes", client.Receive().Text("sentence"));
        client.AssertEnds();
    }

    [Fact]
    public void A_message_of_a_gigabyte_is_cut_off()
    {
        Footprint footprint = Footprint.Of(_init);
        using VarlinkClient client = _init.Connect();
        byte[] part = new byte[1 << 20];
        part.AsSpan().Fill((byte)'x');
        long sent = 0;
        for (int count = 0; count >= 0 && sent < 1L << 30; sent += Math.Max(count, 0))
        {
            _ = client.Socket.Poll(1_000_000, System.Net.Sockets.SelectMode.SelectWrite);
            count = client.TrySendBytes(part);
        }

        Assert.InRange(sent, 0, 16 << 20);
        Assert.Equal("InvalidParameter", client.Receive().Error);
        client.AssertEnds();
        _init.AssertAnswers();
        footprint.AssertKept();
    }

    [Theory]
    [InlineData("oneway")]
    [InlineData("")]
    public void A_stream_of_calls_without_end_takes_no_more_memory_than_a_few(string flags)
    {
        Footprint footprint = Footprint.Of(_init);
        using VarlinkClient client = _init.Connect();
        byte[] call = VarlinkClient.Message("GetVersion", "{}", flags);
        byte[] many = [.. Enumerable.Repeat(call, 10_000).SelectMany(bytes => bytes)];
        var reader = new System.Threading.Thread(() =>
        {
            while (flags.Length == 0 && client.TryReceive() is not null)
            {
            }
        });
        reader.Start();
        for (int i = 0; i < 20; i++)
        {
            client.SendBytes(many);
            _init.AssertAnswers();
        }

        client.EndSending();
        reader.Join();
        client.AssertEnds();
        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_writes_one_byte_at_a_time_is_answered_and_holds_up_nobody()
    {
        Footprint footprint = Footprint.Of(_init);
        VarlinkClient[] clients = [.. Enumerable.Range(0, 20).Select(_ => _init.Connect())];
        byte[] call = VarlinkClient.Message("Status", "{'job':'idle'}");
        foreach (byte one in call)
        {
            Array.ForEach(clients, client => client.SendBytes([one]));
            _init.AssertAnswers();
        }

        foreach (VarlinkClient client in clients)
        {
            Assert.Equal("idle", client.Receive().Text("statuses.0.instance.job"));
            client.Dispose();
        }

        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_goes_in_the_middle_of_a_call_leaves_nothing_behind()
    {
        Footprint footprint = Footprint.Of(_init);
        byte[] call = [.. VarlinkClient.Message("Status", "{'job':'web'}"), .. VarlinkClient.Message("List", "{'patterns':[]}")];
        for (int length = 0; length <= call.Length; length++)
        {
            using VarlinkClient gone = _init.Connect();
            gone.SendBytes(call.AsSpan(0, length));
            gone.Dispose();

            using VarlinkClient half = _init.Connect();
            half.SendBytes(call.AsSpan(0, length));
            half.EndSending();
            half.AssertEnds(call.AsSpan(0, length).Count((byte)0));
        }

        _init.AssertAnswers();
        footprint.AssertKept();
    }

    [Fact]
    public void Junk_of_any_kind_ends_its_connection_and_nothing_else()
    {
        Footprint footprint = Footprint.Of(_init);
        var random = new Random(5);
        byte[] junk = new byte[50_000];
        for (int i = 0; i < 300; i++)
        {
            using VarlinkClient client = _init.Connect();
            random.NextBytes(junk);
            int length = random.Next(1, junk.Length);
            junk[length - 1] = 0;
            client.SendBytes(junk.AsSpan(0, length));
            Assert.Equal("InvalidParameter", client.Receive().Error);
            client.AssertEnds();
        }

        _init.AssertAnswers();
        footprint.AssertKept();
    }

    public void Dispose() => _init.Dispose();
}
