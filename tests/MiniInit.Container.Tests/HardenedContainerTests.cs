using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>PID 1 of an image with nothing in it, under the restrictions that people put on containers.</summary>
public sealed class HardenedContainerTests
{
    /// <summary>
    /// Makes an orphan and ends with 7 when that is reaped: a zombie can still be signalled. Needs neither /proc nor a
    /// writable file.
    /// </summary>
    private const string OrphanIsReaped =
        """
        orphan=$(/busybox sh -c '/busybox true >&- & echo $!')
        while kill -0 "$orphan" 2>/dev/null; do /busybox sleep 0.02; done
        echo "reaped"
        exit 7
        """;

    private readonly ContainerFixture _fixture;

    public HardenedContainerTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("")]
    [InlineData("--read-only")]
    [InlineData("--memory 8m")]
    [InlineData("--memory 6m")]
    [InlineData("--user 1000")]
    [InlineData("--cap-drop ALL")]
    [InlineData("--security-opt no-new-privileges")]
    [InlineData("--pids-limit 8")]
    [InlineData("--read-only --memory 6m --user 1000 --cap-drop ALL --security-opt no-new-privileges --pids-limit 8")]
    public async Task Runs_and_reaps_as_pid_1_of_a_scratch_image_with(string options)
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync(
            [.. Words(options), Images.Bare, "/busybox", "sh", "-c", "/busybox cat /proc/1/comm\n" + OrphanIsReaped]);

        Assert.Equal(new CommandResult(7, "miniinit\nreaped\n", ""), result);
    }

    [Fact]
    public async Task Runs_and_reaps_without_proc()
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync(
            "--cap-add", "SYS_ADMIN", "--security-opt", "systempaths=unconfined", "--security-opt", "apparmor=unconfined",
            "--entrypoint", "/busybox", Images.Bare,
            "sh", "-c", "/busybox umount -l /proc && exec /miniinit -- /busybox sh -c \"$0\"",
            "[ ! -e /proc/self ] || exit 1\n" + OrphanIsReaped);

        Assert.Equal(new CommandResult(7, "reaped\n", ""), result);
    }

    [Theory]
    [InlineData("<&-")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData("<&- >&- 2>&-")]
    public async Task Runs_with_closed_standard_descriptors(string closed)
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync(
            "--entrypoint", "/bin/sh", Images.UserLand, "-c", $"exec /miniinit -- sh -c 'exit 9' {closed}");

        Assert.Equal(9, result.ExitCode);
    }

    [Fact]
    public async Task Ten_thousand_inherited_descriptors_go_to_the_command_and_do_not_stay_open_in_init()
    {
        DockerEngine docker = _fixture.Docker;

        CommandResult result = await docker.RunAsync(
            "--ulimit", "nofile=20000:20000", "--entrypoint", "/bin/sh", Images.UserLand,
            "/test/descriptors.sh", "10000",
            "/miniinit", "--", "sh", "-c", "ls /proc/self/fd | wc -l; ls /proc/1/fd | wc -l");

        Assert.Equal(0, result.ExitCode);
        string[] counts = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(int.Parse(counts[0]), 10_000, 10_010);
        Assert.InRange(int.Parse(counts[1]), 1, 20);
    }

    [Fact]
    public async Task A_megabyte_of_environment_reaches_the_command()
    {
        DockerEngine docker = _fixture.Docker;
        string file = Path.Combine(docker.NewDirectory(), "environment");
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, 1024).Select(i => $"VARIABLE_{i}={new string('x', 1024)}"),
            TestContext.Current.CancellationToken);

        CommandResult result = await docker.RunAsync(
            "--env-file", file, Images.UserLand, "--", "sh", "-c", "env | grep -c '^VARIABLE_[0-9]*=x\\{1024\\}$'");

        Assert.Equal(new CommandResult(0, "1024\n", ""), result);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
