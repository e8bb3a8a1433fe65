using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Connections without number: there is room for some, and the others are told so.</summary>
public sealed class HostileConnectionTests : IDisposable
{
    private const int Most = 64, MostOfUser = 8, KeptForRoot = 8;
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);
    private readonly List<VarlinkClient> _clients = [];

    [Fact]
    public void Of_one_user_there_are_eight_at_once()
    {
        for (int i = 0; i < MostOfUser; i++)
        {
            Open(Identity.Stranger);
        }

        AssertRefused(Identity.Stranger, "user 1234 has 8 connections");
        Open(new Identity(1235, 1234));
        _init.AssertAnswers();

        // Whoever goes makes room.
        _clients[0].Dispose();
        _init.Until(() => TryOpen(Identity.Stranger), "there is room again");
    }

    [Fact]
    public void Root_alone_has_the_last_eight()
    {
        for (int i = 0; i < Most - KeptForRoot; i++)
        {
            Open(new Identity(2000 + ((uint)i / MostOfUser), 2000));
        }

        AssertRefused(new Identity(3000, 3000), "there are 56 connections");
        for (int i = 0; i < KeptForRoot; i++)
        {
            Open(null);
        }

        AssertRefused(null, "there are 64 connections");
        _clients[^1].Dispose();
        _init.Until(() => TryOpen(null), "there is room again for root");
    }

    [Fact]
    public void Thousands_of_attempts_that_say_nothing_keep_nobody_else_out()
    {
        Footprint footprint = Footprint.Of(_init);
        uint[] users = [.. Enumerable.Range(4000, 10).Select(user => (uint)user)];
        for (int round = 0; round < 30; round++)
        {
            // All ten users together want 120 connections; 56 are to be had.
            for (int i = 0; i < 120; i++)
            {
                _clients.Add(_init.Connect(new Identity(users[i % users.Length], 4000)));
            }

            _init.AssertAnswers();
            CloseAll();
        }

        footprint.AssertKept();
    }

    [Fact]
    public void Whoever_connects_and_goes_five_thousand_times_leaves_nothing_behind()
    {
        Footprint footprint = Footprint.Of(_init);
        for (int i = 0; i < 5000; i++)
        {
            _init.Connect(i % 2 == 0 ? null : Identity.Stranger).Dispose();
            if (i % 500 == 0)
            {
                _init.AssertAnswers();
            }
        }

        footprint.AssertKept();
    }

    [Fact]
    public void Calls_without_an_end_of_strangers_take_no_more_than_their_share()
    {
        Footprint footprint = Footprint.Of(_init);
        byte[] most = new byte[65_536];
        most.AsSpan().Fill((byte)' ');
        for (int i = 0; i < Most - KeptForRoot; i++)
        {
            VarlinkClient client = Open(new Identity(5000 + ((uint)i / MostOfUser), 5000));
            for (int sent = 0, count; sent < most.Length; sent += count)
            {
                count = client.TrySendBytes(most.AsSpan(sent));
                if (count < 0)
                {
                    break; // it was sent away
                }
            }
        }

        // Also now a stranger with a short question is answered.
        _clients[0].Dispose();
        _init.Until(() => TryOpen(new Identity(5000, 5000)), "there is room again");
        _init.AssertAnswers();
        CloseAll();
        footprint.AssertKept();
    }

    [Fact]
    public void Where_descriptors_run_out_some_are_closed_and_init_sleeps()
    {
        Needs.Program("prlimit");
        using Supervised init = Supervised.Under(["prlimit", "--nofile=40:40"], Controlled.Jobs);
        Footprint footprint = Footprint.Of(init);
        for (int i = 0; i < 60; i++)
        {
            _clients.Add(init.Connect());
        }

        Assert.Contains(_clients, client => client.TryCall("GetVersion") is null);
        Assert.Contains(_clients, client => client.TryCall("GetVersion") is { Error: null });
        CloseAll();
        footprint.AssertKept();
        init.AssertAnswers();
    }

    public void Dispose()
    {
        CloseAll();
        _init.Dispose();
    }

    private VarlinkClient Open(Identity? identity)
    {
        Assert.True(TryOpen(identity));
        return _clients[^1];
    }

    private bool TryOpen(Identity? identity)
    {
        VarlinkClient client = _init.Connect(identity);
        bool isIn = client.TryCall("GetVersion") is { Error: null };
        if (isIn)
        {
            _clients.Add(client);
        }
        else
        {
            client.Dispose();
        }

        return isIn;
    }

    private void AssertRefused(Identity? identity, string sentence)
    {
        using VarlinkClient client = _init.Connect(identity);
        VarlinkReply reply = client.Receive();
        Assert.Equal("Busy", reply.Error);
        Assert.Contains(sentence, reply.Text("sentence"));
        client.AssertEnds();
    }

    private void CloseAll()
    {
        _clients.ForEach(client => client.Dispose());
        _clients.Clear();
    }
}
