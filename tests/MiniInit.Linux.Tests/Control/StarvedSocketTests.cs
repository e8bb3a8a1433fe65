using System;
using System.Collections.Generic;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Control;

/// <summary>No descriptors are left. Each runs in a program of its own, where nobody else is starved.</summary>
[Collection(nameof(StartsPrograms))]
public sealed unsafe class StarvedSocketTests
{
    private const ulong Few = 400;

    [Fact]
    public void Who_connects_is_hung_up_on_until_there_are_descriptors_again()
    {
        if (!OwnLimits.Hold("true"))
        {
            return;
        }

        using ConnectionRig rig = new();
        using ControlConnection one = rig.Connect(), two = rig.Connect(), three = rig.Connect();
        List<OwnedFd> all = Fill();
        AcceptResult first = rig.Socket.TryAccept(out ControlConnection? none);
        AcceptResult second = rig.Socket.TryAccept(out _);
        all[^1].Dispose();
        all.RemoveAt(all.Count - 1);
        AcceptResult third = rig.Socket.TryAccept(out ControlConnection? server);
        AcceptResult fourth = rig.Socket.TryAccept(out _);
        all.ForEach(fd => fd.Dispose());

        Assert.Equal(
            [AcceptResult.Refused, AcceptResult.Refused, AcceptResult.Accepted, AcceptResult.None],
            new[] { first, second, third, fourth });
        Assert.Null(none);
        Assert.Equal(IoResult.Closed, one.Receive(new byte[1], out _));
        Assert.Equal(IoResult.Closed, two.Receive(new byte[1], out _));
        using (server)
        {
            Assert.Equal(IoResult.WouldBlock, three.Receive(new byte[1], out _));
        }
    }

    [Fact]
    public void Where_not_even_that_can_be_done_they_wait()
    {
        if (!OwnLimits.Hold("true"))
        {
            return;
        }

        using ConnectionRig rig = new();
        using ControlConnection client = rig.Connect();
        Libc.rlimit limit = Limit();
        Libc.rlimit none = limit with { rlim_cur = 3 }; // what is open stays open
        Assert.Equal(0, Libc.setrlimit(Libc.RLIMIT_NOFILE, &none));
        AcceptResult first = rig.Socket.TryAccept(out _);
        AcceptResult second = rig.Socket.TryAccept(out _);
        Assert.Equal(0, Libc.setrlimit(Libc.RLIMIT_NOFILE, &limit));
        Assert.Equal((AcceptResult.Exhausted, AcceptResult.Exhausted), (first, second));
        Assert.Equal(AcceptResult.Accepted, rig.Socket.TryAccept(out ControlConnection? server));
        server!.Dispose();

        // And there is a reserve again.
        using ControlConnection another = rig.Connect();
        List<OwnedFd> all = Fill();
        AcceptResult last = rig.Socket.TryAccept(out _);
        all.ForEach(fd => fd.Dispose());
        Assert.Equal(AcceptResult.Refused, last);
    }

    [Fact]
    public void A_lost_path_is_bound_again_when_there_are_descriptors_again()
    {
        if (!OwnLimits.Hold("true"))
        {
            return;
        }

        using ConnectionRig rig = new();
        System.IO.File.Delete(rig.Socket.Path);
        List<OwnedFd> all = Fill();
        bool isLost = rig.Socket.ReadChanges();
        string? cause = rig.Socket.BindAgain();
        AcceptResult stillThere = rig.Socket.TryAccept(out _);
        all.ForEach(fd => fd.Dispose());
        Assert.True(isLost);
        Assert.NotNull(cause);
        Assert.Equal(AcceptResult.None, stillThere);
        Assert.Null(rig.Socket.BindAgain());
        rig.Connect().Dispose();
        rig.Accept().Dispose();
    }

    /// <summary>Takes all descriptors that are left below a limit.</summary>
    private static List<OwnedFd> Fill()
    {
        Libc.rlimit few = Limit() with { rlim_cur = Few };
        Assert.Equal(0, Libc.setrlimit(Libc.RLIMIT_NOFILE, &few));
        List<OwnedFd> all = new((int)Few);
        while (true)
        {
            int fd = Libc.fcntl(0, Libc.F_DUPFD_CLOEXEC, 0);
            if (fd < 0)
            {
                return all;
            }

            all.Add(new OwnedFd(fd));
        }
    }

    private static Libc.rlimit Limit()
    {
        Libc.rlimit limit;
        Assert.Equal(0, Libc.getrlimit(Libc.RLIMIT_NOFILE, &limit));
        return limit;
    }
}
