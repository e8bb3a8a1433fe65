using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>An image whose entrypoint is another tool's name keeps working when that name is a link to MiniInit.</summary>
public sealed class ToolNameTests
{
    private readonly ContainerFixture _fixture;

    public ToolNameTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("tini", "--version", "tini version ")]
    [InlineData("dumb-init", "--version", "dumb-init v")]
    [InlineData("catatonit", "--version", "tini version ")]
    public async Task The_version_is_that_tools(string tool, string option, string expected)
    {
        CommandResult result = await _fixture.Docker.RunAsync("--entrypoint", tool, Images.UserLand, option);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(expected, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tini -- sh -c", "exit 7", 7)]
    [InlineData("tini -g -e 7 -- sh -c", "exit 7", 0)]
    [InlineData("tini -- no-such-command", "", 127)]
    [InlineData("tini -- /etc/passwd", "", 126)]
    [InlineData("dumb-init sh -c", "exit 7", 7)]
    [InlineData("dumb-init --single-child -- sh -c", "kill -TERM $$", 143)]
    [InlineData("dumb-init no-such-command", "", 2)]
    [InlineData("catatonit -- sh -c", "exit 7", 7)]
    [InlineData("catatonit no-such-command", "", 1)]
    public async Task The_options_and_the_exit_code_are_that_tools(string words, string argument, int expected)
    {
        string[] command = words.Split(' ');

        CommandResult result = await _fixture.Docker.RunAsync(
            ["--entrypoint", command[0], Images.UserLand, .. command[1..], argument]);

        Assert.Equal(expected, result.ExitCode);
    }

    [Theory]
    [InlineData("tini -- sh /test/exit-on-term.sh 42")]
    [InlineData("dumb-init -- sh /test/exit-on-term.sh 42")]
    [InlineData("catatonit sh /test/exit-on-term.sh 42")]
    public async Task Docker_stop_reaches_the_command(string words)
    {
        string[] command = words.Split(' ');
        await using RunningContainer container =
            await _fixture.Docker.StartAsync(["--entrypoint", command[0], Images.UserLand, .. command[1..]]);
        await container.WaitForLineAsync("ready");

        Assert.Equal(42, await container.StopAsync());
    }

    [Fact]
    public async Task Dumb_init_rewrites_signals()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            "--entrypoint", "dumb-init", Images.UserLand, "--rewrite", "10:15", "sh", "/test/exit-on-term.sh", "42");
        await container.WaitForLineAsync("ready");

        await container.KillAsync("USR1");

        Assert.Equal(42, await container.WaitAsync());
    }

    [Fact]
    public async Task Catatonit_pauses()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync("--entrypoint", "catatonit", Images.UserLand, "-P");

        Assert.Equal(0, await container.StopAsync());
    }
}
