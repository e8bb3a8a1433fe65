using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Control;

[Collection(nameof(StartsPrograms))]
public sealed class ControlConnectionTests : IDisposable
{
    private readonly ConnectionRig _rig = new();
    private readonly byte[] _buffer = new byte[100];

    [Fact]
    public void What_one_side_sends_the_other_receives()
    {
        Assert.Equal(AcceptResult.None, _rig.Socket.TryAccept(out ControlConnection? none));
        Assert.Null(none);
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        foreach ((ControlConnection from, ControlConnection to) in new[] { (client, server), (server, client) })
        {
            Assert.Equal(IoResult.WouldBlock, to.Receive(_buffer, out int count));
            Assert.False(to.Wait(Readiness.Readable, 0));
            Assert.True(to.Wait(Readiness.Readable | Readiness.Writable, -1));
            Assert.Equal((IoResult.Done, 5), (from.Send("ca\0ll"u8, out count), count));
            Assert.True(to.Wait(Readiness.Readable, -1));
            Assert.Equal((IoResult.Done, 5), (to.Receive(_buffer, out count), count));
            Assert.Equal("ca\0ll", Encoding.ASCII.GetString(_buffer, 0, count));
        }

        Assert.Equal(Libc.FD_CLOEXEC, Libc.fcntl(server.Fd.Number, Libc.F_GETFD, 0));
        Assert.Equal(Libc.FD_CLOEXEC, Libc.fcntl(client.Fd.Number, Libc.F_GETFD, 0));
        Assert.Equal(Libc.O_NONBLOCK, Libc.fcntl(server.Fd.Number, Libc.F_GETFL, 0) & Libc.O_NONBLOCK);
    }

    [Fact]
    public void Both_know_who_the_other_is()
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        foreach (PeerIdentity peer in new[] { client.Peer, server.Peer })
        {
            Assert.Equal((Environment.ProcessId, Libc.geteuid(), Libc.getegid()), (peer.Pid, peer.UserId, peer.GroupId));
            Assert.Equal(CurrentProcess.ReadSupplementaryGroups().Order(), peer.Groups.Order());
        }
    }

    [Fact]
    public unsafe void Urgent_data_is_data()
    {
        const int Urgent = 1; // MSG_OOB
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        byte one = (byte)'!';
        bool isKnown = Libc.send(client.Fd.Number, &one, 1, Urgent) == 1;
        Assert.True(isKnown || Errors.Last == Errno.EOPNOTSUPP);
        Assert.Equal(IoResult.Done, client.Send("more"u8, out _));
        string got = "";
        while (server.Wait(Readiness.Readable, 0))
        {
            Assert.Equal(IoResult.Done, server.Receive(_buffer, out int count));
            got += Encoding.ASCII.GetString(_buffer, 0, count);
        }

        Assert.Equal(isKnown ? "!more" : "more", got);
    }

    [Fact]
    public void A_client_that_says_no_more_can_still_be_answered()
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        _ = client.Send("last"u8, out _);
        Assert.Equal(0, Libc.shutdown(client.Fd.Number, 1)); // SHUT_WR
        Assert.Equal((IoResult.Done, 4), (server.Receive(_buffer, out int count), count));
        Assert.Equal((IoResult.Closed, 0), (server.Receive(_buffer, out count), count));
        Assert.Equal(IoResult.Closed, server.Receive(_buffer, out _));
        Assert.Equal(IoResult.Done, server.Send("answer"u8, out _));
        Assert.Equal((IoResult.Done, 6), (client.Receive(_buffer, out count), count));
    }

    [Fact]
    public void A_client_that_does_not_listen_any_more_is_seen_when_something_is_sent()
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        Assert.Equal(0, Libc.shutdown(client.Fd.Number, Libc.SHUT_RD));
        Assert.Equal(IoResult.Closed, server.Send("x"u8, out _));
        _ = client.Send("still here"u8, out _);
        Assert.Equal((IoResult.Done, 10), (server.Receive(_buffer, out int count), count));
    }

    [Fact]
    public void What_does_not_fit_is_sent_in_parts_and_nothing_is_lost()
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        byte[] all = new byte[3_000_000];
        new Random(1).NextBytes(all);
        int sent = 0, parts = 0;
        var got = new MemoryStream();
        while (sent < all.Length)
        {
            IoResult result = server.Send(all.AsSpan(sent), out int count);
            sent += count;
            Assert.Equal(result == IoResult.Done, count > 0);
            if (result != IoResult.Done)
            {
                Assert.Equal(IoResult.WouldBlock, result);
                Assert.False(server.Wait(Readiness.Writable, 0));
                got.Write(ConnectionRig.ReceiveAll(client, IoResult.WouldBlock));
                Assert.True(server.Wait(Readiness.Writable, 0));
                parts++;
            }
        }

        server.Dispose(); // what was sent still comes
        got.Write(ConnectionRig.ReceiveAll(client, IoResult.Closed));
        Assert.Equal(all, got.ToArray());
        Assert.True(parts > 2);
    }

    [Fact]
    public void What_is_sent_last_arrives_although_the_client_was_not_read_to_its_end()
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        _ = client.Send(new byte[50_000], out _);
        _ = server.Receive(_buffer, out _);
        _ = server.Send("you talk too much"u8, out _);
        server.Dispose();
        Assert.Equal("you talk too much"u8, ConnectionRig.ReceiveAll(client, IoResult.Closed));
    }

    [Fact]
    public void A_peer_that_is_gone_is_no_signal_and_no_exception()
    {
        ControlConnection client = _rig.Connect();
        using ControlConnection server = _rig.Accept();
        _ = server.Send("unread"u8, out _);
        client.Dispose();
        Assert.Equal((IoResult.Closed, 0), (server.Send("x"u8, out int count), count));
        Assert.Equal((IoResult.Closed, 0), (server.Receive(_buffer, out count), count));
        Assert.Equal(IoResult.Closed, server.Receive(_buffer, out _));
        Assert.True(server.Wait(Readiness.Readable, -1));
    }

    [Fact]
    public void Who_was_gone_before_it_was_accepted_is_known_still()
    {
        ControlConnection client = _rig.Connect();
        _ = client.Send("bye"u8, out _);
        client.Dispose();
        using ControlConnection server = _rig.Accept();
        Assert.Equal(Environment.ProcessId, server.Peer.Pid);
        Assert.Equal("bye"u8, ConnectionRig.ReceiveAll(server, IoResult.Closed));
    }

    [Fact]
    public void Thousands_of_connections_leave_no_descriptor()
    {
        int before = Directory.GetFiles("/proc/self/fd").Length;
        for (int i = 0; i < 5000; i++)
        {
            using ControlConnection client = _rig.Connect();
            using ControlConnection? server = i % 3 == 0 ? null : _rig.Accept();
            _ = client.Send("x"u8, out _);
            if (i % 3 == 0)
            {
                client.Dispose();
                _rig.Accept().Dispose();
            }
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 1, before + 5); // others come and go
    }

    [Fact]
    public void Where_nobody_listens_there_is_no_connection()
    {
        Assert.Null(ControlConnection.Connect($"{_rig.Folder}/nowhere", out Errno error));
        Assert.Equal(Errno.ENOENT, error);
        LeftSocket.Make($"{_rig.Folder}/left", Libc.SOCK_STREAM).Dispose();
        Assert.Null(ControlConnection.Connect($"{_rig.Folder}/left", out error));
        Assert.Equal(Errno.ECONNREFUSED, error);
        Assert.Null(ControlConnection.Connect("", out error));
        Assert.Equal(Errno.ENOENT, error);
        Assert.Null(ControlConnection.Connect("/tmp/\0", out error));
        Assert.Equal(Errno.EINVAL, error);
        Assert.Null(ControlConnection.Connect($"/tmp/{new string('x', 200)}", out error));
        Assert.Equal(Errno.ENAMETOOLONG, error);
    }

    [Fact]
    public void Who_connects_waits_no_longer_than_wanted()
    {
        OwnedFd busy = LeftSocket.Make($"{_rig.Folder}/busy", Libc.SOCK_STREAM);
        Assert.Equal(0, Libc.listen(busy.Number, 0));
        using (busy)
        using (ControlConnection? first = ControlConnection.Connect($"{_rig.Folder}/busy", out _))
        {
            Assert.NotNull(first);
            (ControlConnection? second, Errno error) = Descriptors.WithoutBlocking(
                () => (ControlConnection.Connect($"{_rig.Folder}/busy", out Errno errno, timeoutMs: 0), errno));
            Assert.Null(second);
            Assert.Equal(Errno.EAGAIN, error);
            var watch = Stopwatch.StartNew();
            Assert.Null(ControlConnection.Connect($"{_rig.Folder}/busy", out error, timeoutMs: 50));
            Assert.True(watch.ElapsedMilliseconds >= 40);
        }
    }

    [Fact]
    public void A_wait_is_over_in_time_and_not_before()
    {
        using ControlConnection client = _rig.Connect();
        var watch = Stopwatch.StartNew();
        Assert.False(client.Wait(Readiness.Readable, 50));
        Assert.True(watch.ElapsedMilliseconds >= 40);
    }

    public void Dispose() => _rig.Dispose();
}
