using System;
using System.Linq;
using System.Runtime.InteropServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests;

/// <summary>Signals of the test's own thread only: blocked there, sent there, read there, and the mask put back.</summary>
public sealed class SignalFdTests
{
    private const int Usr1 = 10, Usr2 = 12, RealTime = 40;
    private const int SentByTgkill = -6; // SI_TKILL

    private static readonly SignalSet s_signals = SignalSet.Empty.With(Usr1).With(Usr2).With(RealTime);

    [Fact]
    public void A_blocked_signal_is_read_with_its_sender() => WithBlocked(signals =>
    {
        using var epoll = new Epoll();
        epoll.Add(signals.Fd, Readiness.Readable, 7);
        Assert.Equal(0, epoll.Wait(new ReadyEvent[1], 0));
        Send(Usr1);
        Assert.Equal(1, epoll.Wait(new ReadyEvent[1], 0));
        Assert.Equal([new(Usr1, SentByTgkill, Environment.ProcessId)], Read(signals, 8));
        Assert.Empty(Read(signals, 8));
        Assert.Equal(0, epoll.Wait(new ReadyEvent[1], 0));
    });

    [Fact]
    public void A_classic_signal_is_pending_once_and_a_real_time_one_as_often_as_it_was_sent() => WithBlocked(signals =>
    {
        for (int i = 0; i < 3; i++)
        {
            Send(Usr2);
            Send(RealTime);
        }

        Assert.Equal([Usr2, RealTime, RealTime, RealTime], Read(signals, 8).Select(s => s.Number));
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(100, 16)]
    public void No_more_are_read_than_fit_and_none_is_lost(int room, int atOnce) => WithBlocked(signals =>
    {
        for (int i = 0; i < 20; i++)
        {
            Send(RealTime);
        }

        int total = 0;
        for (int count; (count = Read(signals, room).Length) > 0; total += count)
        {
            Assert.Equal(Math.Min(atOnce, 20 - total), count);
        }

        Assert.Equal(20, total);
    });

    [Fact]
    public void Only_signals_of_the_set_are_read() => WithBlocked(_ =>
    {
        using SignalFd others = SignalFd.Open(SignalSet.Empty.With(Usr2));
        Send(Usr1);
        Assert.Empty(Read(others, 8));
        Send(Usr2);
        Assert.Equal(Usr2, Assert.Single(Read(others, 8)).Number);
    });

    [Fact]
    public void The_mask_is_exchanged_for_the_one_before()
    {
        SignalSet before = SignalMask.Exchange(SignalSet.All.Without(11).Without(8).Without(34));
        SignalSet ours = SignalMask.Exchange(before);
        Assert.Equal(before, SignalMask.Exchange(before));

        // The kernel leaves out KILL and STOP; 32 and 33, which libc would leave out, are in.
        Assert.Equal(SignalSet.All.Without(11).Without(8).Without(34).Without(9).Without(19), ours);
    }

    [Fact]
    public void What_the_runtime_needs_is_segv_fpe_and_34() =>
        Assert.Equal(SignalSet.Empty.With(8).With(11).With(34), SignalMask.NeededByRuntime);

    private static void WithBlocked(Action<SignalFd> test)
    {
        SignalSet before = SignalMask.Exchange(s_signals);
        try
        {
            using SignalFd signals = SignalFd.Open(s_signals);
            try
            {
                test(signals);
            }
            finally
            {
                // Unread ones would end the process when they are unblocked.
                while (Read(signals, 16).Length > 0)
                {
                }
            }
        }
        finally
        {
            _ = SignalMask.Exchange(before);
        }
    }

    private static SignalInfo[] Read(SignalFd signals, int room)
    {
        var batch = new SignalInfo[room];
        return batch[..signals.Read(batch)];
    }

    private static void Send(int signal)
    {
        bool arm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        nint thread = Libc.syscall(arm64 ? 178 : 186, 0, 0, 0, 0, 0);
        Assert.Equal(0, Libc.syscall(arm64 ? 131 : 234, Environment.ProcessId, thread, signal, 0, 0));
    }
}
