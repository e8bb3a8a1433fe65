using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Tests.Control;

/// <summary>Who programs of other users are.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class PeerTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly ConnectionRig _rig = new();

    [Theory]
    [InlineData("--clear-groups", "")]
    [InlineData("--groups=7,4343,100000", "7,4343,100000")]
    public void A_stranger_is_known_by_its_ids_and_groups(string option, string groups)
    {
        using Process process = Start("setpriv", "--reuid=4242", "--regid=4243", option, Python, "-c", Program);
        using ControlConnection server = Accept();
        Assert.Equal((process.Id, 4242u, 4243u), (server.Peer.Pid, server.Peer.UserId, server.Peer.GroupId));
        Assert.Equal(groups, string.Join(',', server.Peer.Groups.Order()));
        End(process, server);
    }

    [Theory]
    [InlineData(ControlSocketLimits.PeerGroups, ControlSocketLimits.PeerGroups)]
    [InlineData(ControlSocketLimits.PeerGroups + 1, 0)]
    public void Who_has_very_many_groups_has_none(int count, int known)
    {
        string setGroups = $"import os; os.setgroups(range(100000, 100000 + {count})); os.setgid(9); os.setuid(9); ";
        using Process process = Start(Python, "-c", setGroups + Program);
        using ControlConnection server = Accept();
        Assert.Equal((9u, 9u), (server.Peer.UserId, server.Peer.GroupId));
        Assert.Equal(known, server.Peer.Groups.Count);
        Assert.All(server.Peer.Groups, group => Assert.InRange(group, 100_000u, 100_000u + (uint)count));
        End(process, server);
    }

    [Fact]
    public void Who_was_reaped_before_it_was_accepted_is_known_still()
    {
        using Process process = Start("setpriv", "--reuid=4242", "--regid=4243", "--clear-groups", Python, "-c", OneWay);
        Assert.True(process.WaitForExit(Wait.Limit));
        Assert.Equal(0, process.ExitCode);
        using ControlConnection server = Accept();
        Assert.Equal((process.Id, 4242u, 4243u), (server.Peer.Pid, server.Peer.UserId, server.Peer.GroupId));
    }

    [Fact]
    public void Who_is_not_mapped_in_our_user_namespace_is_nobody()
    {
        if (!OwnLimits.Hold("true"))
        {
            return;
        }

        // Only root is mapped here: all others are 65534.
        using ConnectionRig rig = new();
        using ControlConnection client = rig.Connect();
        using ControlConnection server = rig.Accept();
        Assert.Equal((0u, 0u), (server.Peer.UserId, server.Peer.GroupId));
        Assert.All(server.Peer.Groups, group => Assert.Contains(group, new[] { 0u, 65_534u }));
    }

    public void Dispose() => _rig.Dispose();

    private string OneWay =>
        $"import socket; s = socket.socket(socket.AF_UNIX); s.connect('{_rig.Socket.Path}'); ";

    private string Program => OneWay + "s.recv(1)";

    private static Process Start(string program, params string[] arguments)
    {
        Needs.Root();
        Needs.Program(program);
        Assert.SkipUnless(File.Exists(Python), $"needs {Python}");
        return Process.Start(program, arguments);
    }

    private ControlConnection Accept()
    {
        using Epoll epoll = new();
        epoll.Add(_rig.Socket.Fd, Readiness.Readable, 1);
        Wait.Until(() => epoll.Wait(new ReadyEvent[1], 100) == 1, "somebody connects");
        return _rig.Accept();
    }

    private static void End(Process process, ControlConnection server)
    {
        server.Dispose();
        Assert.True(process.WaitForExit(Wait.Limit));
        Assert.Equal(0, process.ExitCode);
    }
}
