using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

public sealed class ExitCodeTests
{
    private readonly ContainerFixture _fixture;

    public ExitCodeTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 1", 1)]
    [InlineData("exit 42", 42)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -TERM $$", 128 + 15)]
    [InlineData("kill -KILL $$", 128 + 9)]
    [InlineData("kill -SEGV $$", 128 + 11)]
    [InlineData("kill -64 $$", 128 + 64)]
    public async Task Docker_wait_gives_the_code_of_the_command_or_128_and_its_signal(string script, int expected)
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(Images.UserLand, "--", "sh", "-c", script);

        Assert.Equal(expected, await container.WaitAsync());
    }

    [Theory]
    [InlineData("/no/such/command", 127)]
    [InlineData("no-such-command", 127)]
    [InlineData("/etc/passwd", 126)]
    [InlineData("/etc", 126)]
    public async Task A_command_that_cannot_run_gives_the_shells_code_and_is_named(string command, int expected)
    {
        CommandResult result = await _fixture.Docker.RunAsync(Images.UserLand, "--", command);

        Assert.Equal(expected, result.ExitCode);
        Assert.Contains(command, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_a_usage_error()
    {
        CommandResult result = await _fixture.Docker.RunAsync(Images.UserLand, "--no-such-option", "true");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--no-such-option", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expected_exit_code_becomes_0()
    {
        CommandResult result =
            await _fixture.Docker.RunAsync(Images.UserLand, "--expect-exit", "143", "sh", "-c", "kill -TERM $$");

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Options_after_the_command_are_the_commands()
    {
        CommandResult result = await _fixture.Docker.RunAsync(Images.UserLand, "echo", "-g", "--help");

        Assert.Equal(new CommandResult(0, "-g --help\n", ""), result);
    }
}
