using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Rendering;

/// <summary>The table of <c>list</c>.</summary>
public sealed class InstanceTableTests
{
    private static readonly InstanceInfo[] s_all =
    [
        Instances.Stopped("db"),
        Instances.Running("getty", 77, "tty1"),
        new("web", "", "start", "spawned", 1234, null, IsReady: false),
        new("bad", "", "stop", "invalid", null, null, IsReady: false),
        new("log", "", "stop", "pre_stop", 5, new HelperInfo("pre_stop", 6), IsReady: true),
        new("[red]x[/]\u001b", "", "stop", "waiting", null, null, IsReady: false),
    ];

    [Fact]
    public void Columns_are_as_wide_as_they_must_be() => Assert.Equal(
        """
        JOB              STATE           PID
        db               stop/waiting
        getty (tty1)     start/running    77
        web              start/spawned  1234  not ready
        bad              stop/invalid         its file is wrong
        log              stop/pre-stop     5  pre-stop process 6
        [red]x[/]\u001B  stop/waiting

        """,
        InstanceTable.Of(s_all, columns: 80, hasColor: false));

    [Fact]
    public void Colours_tell_how_instances_are_doing()
    {
        string table = InstanceTable.Of(s_all, columns: 80, hasColor: true);
        Assert.Contains("\u001b[32mstart/running\u001b[0m", table, System.StringComparison.Ordinal);
        Assert.Contains("\u001b[33mstart/spawned\u001b[0m", table, System.StringComparison.Ordinal);
        Assert.Contains("\u001b[31mstop/invalid\u001b[0m", table, System.StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", InstanceTable.Of(s_all, columns: 80, hasColor: false), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_narrow_terminal_still_gets_it_all(int columns) =>
        Assert.Contains("77", InstanceTable.Of(s_all, columns, hasColor: false), System.StringComparison.Ordinal);
}
