using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

public sealed class SignalTests
{
    /// <summary>KILL and STOP cannot be caught, CHLD is about our own children, 32 and 33 belong to the C library.</summary>
    private static readonly int[] s_forwarded = [.. Enumerable.Range(1, 64).Except([9, 17, 19, 32, 33])];

    private readonly ContainerFixture _fixture;

    public SignalTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task Docker_kill_delivers_every_signal_that_can_be_caught()
    {
        await using RunningContainer container = await SayAsync(s_forwarded);

        foreach (int signal in s_forwarded)
        {
            await container.KillAsync(signal.ToString());
            await container.WaitForLineAsync($"got-{signal}");
        }
    }

    [Fact]
    public async Task No_signal_from_inside_the_container_ends_pid_1()
    {
        // KILL and STOP come to nothing in the kernel; a runtime's own handlers would take the others' protection away.
        CommandResult result = await _fixture.Docker.RunAsync(
            [Images.UserLand, "--", "sh", "-c", "kill -KILL 1; kill -STOP 1; exec sh /test/signal-init.sh \"$@\"", "-",
             .. s_forwarded.Select(signal => signal.ToString())]);

        Assert.Equal(new CommandResult(7, "", ""), result);
    }

    [Theory]
    [InlineData("USR1", 10)]
    [InlineData("HUP", 1)]
    [InlineData("WINCH", 28)]
    [InlineData("RTMIN+3", 37)]
    public async Task Docker_kill_delivers_by_name(string name, int number)
    {
        await using RunningContainer container = await SayAsync([number]);

        await container.KillAsync(name);

        await container.WaitForLineAsync($"got-{number}");
    }

    [Fact]
    public async Task A_rewritten_signal_arrives_as_the_other_one()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            Images.UserLand, "--rewrite", "TERM:QUIT", "--", "sh", "/test/say-signals.sh", "3", "15");
        await container.WaitForLineAsync("ready");

        await container.KillAsync("TERM");

        Assert.DoesNotContain("got-15", await container.WaitForLineAsync("got-3"));
    }

    [Fact]
    public async Task With_group_the_children_of_the_command_get_the_signal_too()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--group", "--", "sh", "/test/with-child.sh");
        await container.WaitForLineAsync("ready");

        await container.KillAsync("USR1");

        await container.WaitForLineAsync("command");
        await container.WaitForLineAsync("child");
    }

    private async Task<RunningContainer> SayAsync(IEnumerable<int> signals)
    {
        RunningContainer container = await _fixture.Docker.StartAsync(
            [Images.UserLand, "--", "sh", "/test/say-signals.sh", .. signals.Select(signal => signal.ToString())]);
        await container.WaitForLineAsync("ready");
        return container;
    }
}
