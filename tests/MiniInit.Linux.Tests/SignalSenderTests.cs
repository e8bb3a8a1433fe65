using System;
using System.Diagnostics;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests;

[Collection(nameof(StartsPrograms))]
public sealed class SignalSenderTests : IDisposable
{
    private readonly Process _child = Process.Start("sleep", "1000");

    [Fact]
    public void A_child_gets_the_signal() => AssertEnds(15, () => SignalSender.SendToChild(_child.Id, 15));

    [Fact]
    public void A_real_time_signal_is_sent_too() => AssertEnds(64, () => SignalSender.SendToChild(_child.Id, 64));

    [Fact]
    public void A_process_of_the_table_gets_the_signal()
    {
        Assert.True(ProcessTable.TryRead(_child.Id, out ProcessEntry entry));
        AssertEnds(1, () => SignalSender.SendTo(entry, 1));
        Assert.Equal(Errno.ESRCH, SignalSender.SendTo(entry, 1));
    }

    [Fact]
    public void A_process_that_only_has_the_same_pid_gets_nothing()
    {
        Assert.True(ProcessTable.TryRead(_child.Id, out ProcessEntry entry));
        Assert.Equal(Errno.ESRCH, SignalSender.SendTo(entry with { StartTime = entry.StartTime + 1 }, 9));
        Assert.False(_child.HasExited);
    }

    [Fact]
    public void A_pidfd_signals_its_process_and_tells_its_end()
    {
        using PidFd? pidFd = PidFd.TryOpen(_child.Id, out Errno errno);
        Assert.Equal(Errno.None, errno);
        Assert.Equal(_child.Id, pidFd!.Pid);
        using var epoll = new Epoll();
        epoll.Add(pidFd.Fd, Readiness.Readable, 3);
        var ready = new ReadyEvent[1];
        Assert.Equal(0, epoll.Wait(ready, 0));
        AssertEnds(2, () => SignalSender.Send(pidFd, 2));
        Assert.Equal(1, epoll.Wait(ready, 0));
        Assert.Equal(3UL, ready[0].Token);
        Assert.Equal(Errno.ESRCH, SignalSender.Send(pidFd, 2));
    }

    [Fact]
    public void There_is_no_pidfd_of_nobody()
    {
        Assert.Null(PidFd.TryOpen(int.MaxValue, out Errno errno));
        Assert.Equal(Errno.ESRCH, errno);
        Assert.Equal(Errno.ESRCH, SignalSender.SendTo(new ProcessEntry(int.MaxValue, 1, 'S', 0), 9));
        Assert.Null(PidFd.Adopt(-1, 1));
    }

    [Fact]
    public void A_signal_that_does_not_exist_is_refused()
    {
        using PidFd? pidFd = PidFd.TryOpen(_child.Id, out _);
        Assert.Equal(Errno.EINVAL, SignalSender.SendToChild(_child.Id, 65));
        Assert.Equal(Errno.EINVAL, SignalSender.Send(pidFd!, 65));
        Assert.False(_child.HasExited);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Numbers_that_mean_more_than_one_process_are_refused(int pid)
    {
        // Signal 0 only asks: should a check be lost, nobody is hurt.
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalSender.SendToChild(pid, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalSender.SendToGroup(pid, 0));
    }

    [Fact]
    public void Everyone_may_be_signalled_by_pid_1_only()
    {
        Assert.SkipWhen(Environment.ProcessId == 1, "the tests are PID 1");
        Assert.Throws<InvalidOperationException>(() => SignalSender.SendToEveryoneAsInit(0));
    }

    public void Dispose()
    {
        _child.Kill();
        _child.WaitForExit();
        _child.Dispose();
    }

    private void AssertEnds(int signal, Func<Errno> send)
    {
        Assert.Equal(Errno.None, send());
        _child.WaitForExit();
        Assert.Equal(128 + signal, _child.ExitCode);
    }
}
