using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>The end of a container. One that does not end by itself is killed and gives 137.</summary>
public sealed class StopTests
{
    private const string SayReadyAndSleep = "echo ready; while :; do sleep 100000 & wait $!; done";

    private readonly ContainerFixture _fixture;

    public StopTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task Docker_stop_gives_the_code_of_a_command_that_ends_on_term()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--", "sh", "/test/exit-on-term.sh", "42");
        await container.WaitForLineAsync("ready");

        Assert.Equal(42, await container.StopAsync());
    }

    [Fact]
    public async Task Docker_stop_ends_a_command_that_does_not_handle_term()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--", "sleep", "100000");

        Assert.Equal(143, await container.StopAsync());
    }

    [Fact]
    public async Task The_stop_signal_of_the_container_is_forwarded()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            "--stop-signal", "RTMIN+3", Images.UserLand, "--", "sh", "-c", "trap 'exit 5' 37; " + SayReadyAndSleep);
        await container.WaitForLineAsync("ready");

        Assert.Equal(5, await container.StopAsync());
    }

    [Fact]
    public async Task With_grace_a_process_that_left_the_session_finishes_its_clean_up()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--grace", "50s", "--", "sh", "/test/leave-daemon.sh");
        await container.WaitForLineAsync("ready");
        await container.WaitForLineAsync("daemon");

        Assert.Equal(3, await container.StopAsync());
        Assert.Contains("cleaned", (await container.LogsAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_grace_a_process_that_ignores_term_is_killed_after_it()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            Images.UserLand, "--grace", "1s", "--", "sh", "/test/leave-daemon.sh", "stubborn");
        await container.WaitForLineAsync("ready");
        await container.WaitForLineAsync("daemon");

        Assert.Equal(3, await container.StopAsync());
    }

    [Fact]
    public async Task With_wait_a_daemon_outlives_the_command_and_the_code_is_the_commands()
    {
        CommandResult result = await _fixture.Docker.RunAsync(
            Images.UserLand, "--wait", "--", "sh", "-c", "setsid sh -c 'sleep 1; echo daemon' & exit 3");

        Assert.Equal(new CommandResult(3, "daemon\n", ""), result);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_pausing_container_stops_with_0_on(string signal)
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync("--stop-signal", signal, "--entrypoint", "/miniinit", Images.Bare, "--pause");

        Assert.Equal(0, await container.StopAsync());
    }

    [Fact]
    public async Task A_pausing_container_reaps()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--pause");

        // What docker exec leaves behind becomes an orphan of PID 1.
        string output = await container.ExecuteAsync("sh", "/test/orphans.sh", "200");

        Assert.Equal("made\nclean", output);
    }
}
