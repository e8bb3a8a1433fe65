namespace MiniInit.Linux.Tests;

public sealed class WaitStatusTests
{
    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0x0100, 1)]
    [InlineData(0x2A00, 42)]
    [InlineData(0x7F00, 127)]
    [InlineData(0xFF00, 255)]
    public void Exits_are_told(int raw, int code)
    {
        var status = new WaitStatus(raw);
        Assert.True(status is { Exited: true, Ended: true, Signaled: false, Stopped: false, CoreDumped: false });
        Assert.Equal((code, code), (status.ExitCode, status.ShellCode));
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(9, 9, false)]
    [InlineData(0x80 | 11, 11, true)]
    [InlineData(37, 37, false)]
    [InlineData(64, 64, false)]
    [InlineData(0x80 | 64, 64, true)]
    public void Deaths_by_signal_are_told(int raw, int signal, bool core)
    {
        var status = new WaitStatus(raw);
        Assert.True(status is { Signaled: true, Ended: true, Exited: false, Stopped: false });
        Assert.Equal((signal, 128 + signal, core), (status.TerminatingSignal, status.ShellCode, status.CoreDumped));
    }

    [Theory]
    [InlineData(0x137F, 19)]
    [InlineData(0x147F, 20)]
    [InlineData(0x167F, 22)]
    public void Stops_are_told_and_are_no_end(int raw, int signal)
    {
        var status = new WaitStatus(raw);
        Assert.True(status is { Stopped: true, Ended: false, Exited: false, Signaled: false, CoreDumped: false });
        Assert.Equal(signal, status.StoppingSignal);
    }
}
