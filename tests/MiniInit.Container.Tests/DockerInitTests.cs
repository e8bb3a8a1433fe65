using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>MiniInit as the engine's <c>--init-path</c>: what <c>docker run --init</c> puts before the command.</summary>
public sealed class DockerInitTests
{
    private readonly ContainerFixture _fixture;

    public DockerInitTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task The_engine_understands_the_version_that_it_asks_for()
    {
        string components = await _fixture.Docker.DoAsync(
            "version", "--format", "{{range .Server.Components}}{{println .Name .Version}}{{end}}");

        Assert.Matches(@"(?m)^docker-init \d+\.\d+\.\d+", components);
    }

    [Fact]
    public async Task Our_binary_is_pid_1_under_docker_run_init()
    {
        CommandResult result = await _fixture.Docker.RunAsync(
            "--init", "--entrypoint", "cat", Images.UserLand, "/proc/1/comm", "/proc/1/cmdline");

        Assert.Equal(
            new CommandResult(0, "docker-init\n/sbin/docker-init\0--\0cat\0/proc/1/comm\0/proc/1/cmdline\0", ""), result);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 42", 42)]
    [InlineData("kill -TERM $$", 143)]
    public async Task The_exit_code_is_the_commands(string script, int expected)
    {
        CommandResult result =
            await _fixture.Docker.RunAsync("--init", "--entrypoint", "sh", Images.UserLand, "-c", script);

        Assert.Equal(new CommandResult(expected, "", ""), result);
    }

    [Theory]
    [InlineData("no-such-command", 127)]
    [InlineData("/etc/passwd", 126)]
    public async Task A_command_that_cannot_run_gives_tinis_code(string command, int expected)
    {
        CommandResult result = await _fixture.Docker.RunAsync("--init", "--entrypoint", command, Images.UserLand);

        Assert.Equal(expected, result.ExitCode);
    }

    [Fact]
    public async Task Signals_are_forwarded_and_docker_stop_ends_the_command()
    {
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            "--init", "--entrypoint", "sh", Images.UserLand, "/test/say-signals.sh", "1", "10", "28", "37");
        await container.WaitForLineAsync("ready");

        foreach (string signal in new[] { "1", "10", "28", "37" })
        {
            await container.KillAsync(signal);
            await container.WaitForLineAsync("got-" + signal);
        }

        Assert.Equal(143, await container.StopAsync());
    }

    [Fact]
    public async Task Orphans_are_reaped()
    {
        CommandResult result =
            await _fixture.Docker.RunAsync("--init", "--entrypoint", "sh", Images.UserLand, "/test/orphans.sh", "500");

        Assert.Equal(new CommandResult(0, "made\nclean\n", ""), result);
    }

    [Fact]
    public async Task Tinis_variables_reach_it()
    {
        CommandResult result = await _fixture.Docker.RunAsync(
            "--init", "--env", "TINI_VERBOSITY=3", "--entrypoint", "true", Images.UserLand);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Spawned child process", result.Output + result.Error, StringComparison.Ordinal);
    }
}
