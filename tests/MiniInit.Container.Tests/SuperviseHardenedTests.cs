using System;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>Jobs in an image from scratch, with nothing but /miniinit, a busybox and a configuration.</summary>
public sealed class SuperviseHardenedTests
{
    private readonly ContainerFixture _fixture;

    public SuperviseHardenedTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("")]
    [InlineData("--read-only")]
    [InlineData("--read-only --ipc none --user 1000")]
    [InlineData("--memory 8m")]
    [InlineData("--user 1000")]
    [InlineData("--cap-drop ALL")]
    [InlineData("--security-opt no-new-privileges")]
    [InlineData("--pids-limit 8")]
    [InlineData("--read-only --ipc none --memory 8m --user 1000 --cap-drop ALL --pids-limit 8")]
    public async Task Jobs_run_in_order_and_the_exit_code_is_that_of_main_with(string options)
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync([.. Words(options), Images.BareJobs, "--config", "/plain.toml"]);

        Assert.Equal(7, result.ExitCode);
        Assert.Equal("first | one\nmain | two\nmain | reaped\n", result.Output);

        // The image has no folder for the control socket; nothing else is amiss.
        string said = Assert.Single(result.Error.Split('\n'), line => line.Contains("cannot", StringComparison.Ordinal));
        Assert.StartsWith("miniinit: there is no control socket: /run/miniinit/control: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_to_be_done_without_is_said_once_and_the_rest_works()
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync(
            "--read-only", "--ipc", "none", "--user", "1000", "--cap-drop", "ALL", Images.BareJobs,
            "--config", "/wishes.toml");

        Assert.Equal(7, result.ExitCode);
        Assert.Equal("main | runs\n", result.Output);
        string[] said = [.. result.Error.Split('\n').Where(line => line.Contains("cannot", StringComparison.Ordinal))];
        Assert.Equal(said.Distinct(), said);
        Assert.Contains(said, line => line.Contains("notify", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(said, line => line.Contains("/log/main.log", StringComparison.Ordinal));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
