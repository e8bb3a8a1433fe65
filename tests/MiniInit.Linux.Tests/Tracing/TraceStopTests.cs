using MiniInit.Linux.Tracing;

namespace MiniInit.Linux.Tests.Tracing;

/// <summary>Statuses of traced threads, as wait(2) packs them: event, signal, 0x7f.</summary>
public sealed class TraceStopTests
{
    [Theory]
    [InlineData(0x0001_057F, TraceStopKind.Fork, 0)]
    [InlineData(0x0002_057F, TraceStopKind.Vfork, 0)]
    [InlineData(0x0003_057F, TraceStopKind.Clone, 0)]
    [InlineData(0x0004_057F, TraceStopKind.Exec, 0)]
    [InlineData(0x0080_057F, TraceStopKind.Attention, 0)]
    [InlineData(0x0080_137F, TraceStopKind.GroupStop, 19)]
    [InlineData(0x0080_147F, TraceStopKind.GroupStop, 20)]
    [InlineData(0x0080_157F, TraceStopKind.GroupStop, 21)]
    [InlineData(0x0080_167F, TraceStopKind.GroupStop, 22)]
    [InlineData(0x0000_857F, TraceStopKind.Call, 0)]
    [InlineData(0x0000_057F, TraceStopKind.Signal, 5)]
    [InlineData(0x0000_137F, TraceStopKind.Signal, 19)]
    [InlineData(0x0000_0F7F, TraceStopKind.Signal, 15)]
    public void Each_stop_is_told_from_the_others(int raw, TraceStopKind kind, int signal)
    {
        var status = new WaitStatus(raw);
        Assert.True(status.Stopped);
        Assert.False(status.Ended);
        Assert.Equal(new TraceStop(kind, signal), TraceStop.Of(status));
    }

    [Theory]
    [InlineData(0x0300)]
    [InlineData(0x0009)]
    public void An_end_has_no_event(int raw) => Assert.Equal(0, new WaitStatus(raw).TraceEvent);
}
