using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary><c>--run-as</c>: init keeps root, the command gets a user of the image's own /etc/passwd.</summary>
public sealed class UserTests
{
    private readonly ContainerFixture _fixture;

    public UserTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("app", "1234 2345 2345 3456")]
    [InlineData("app:nogroup", "1234 65534 65534")]
    [InlineData("1234:65534", "1234 65534 65534")]
    public async Task Run_as_starts_the_command_as_that_user_and_group(string user, string expected)
    {
        CommandResult result = await _fixture.Docker.RunAsync(
            Images.UserLand, "--run-as", user, "--", "sh", "-c", "echo $(id -u) $(id -g) $(id -G); stat -c %u /proc/1");

        Assert.Equal(new CommandResult(0, expected + "\n0\n", ""), result);
    }

    [Fact]
    public async Task A_command_of_another_user_gets_the_signals()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            Images.UserLand, "--run-as", "app", "--", "sh", "/test/exit-on-term.sh", "42");
        await container.WaitForLineAsync("ready");

        Assert.Equal(42, await container.StopAsync());
    }

    [Fact]
    public async Task An_unknown_user_is_named_and_nothing_is_run()
    {
        CommandResult result =
            await _fixture.Docker.RunAsync(Images.UserLand, "--run-as", "nobody-here", "--", "echo", "ran");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("nobody-here", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chdir_is_where_the_command_starts()
    {
        CommandResult result = await _fixture.Docker.RunAsync(Images.UserLand, "--chdir", "/test", "--", "pwd");

        Assert.Equal(new CommandResult(0, "/test\n", ""), result);
    }
}
