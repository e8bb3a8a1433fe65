using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary><c>docker run --pids-limit</c>, and a job that makes processes until there can be no more.</summary>
public sealed class ProcessLimitTests
{
    private readonly ContainerFixture _fixture;

    public ProcessLimitTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task A_job_that_cannot_be_started_says_why_and_comes_back_when_there_is_room()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_fixture.Docker.NewDirectory(), "miniinit")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "miniinit.toml"),
            """
            [job.web]
            exec = ["sleep", "100001"]
            respawn = true
            respawn-delay = { min = "20ms", max = "100ms" }
            respawn-limit = { count = "unlimited" }

            [job.idle]
            manual = true
            exec = ["sleep", "100002"]

            [job.fill]
            exec = ["sh", "/test/fill.sh"]
            """,
            TestContext.Current.CancellationToken);
        await using RunningContainer container = await _fixture.Docker.CreateAsync(["--pids-limit", "40", Images.UserLand, "--socket", "/control"]);
        await container.CopyAsync(folder, "/etc");
        await container.StartAsync();
        await using ContainerLog log = container.Follow();
        int init = int.Parse(await _fixture.Docker.DoAsync("inspect", "--format", "{{.State.Pid}}", container.Id), CultureInfo.InvariantCulture);

        // From outside: within there will be no room for a client.
        string socket = $"/proc/{init}/root/control";
        await log.WaitAsync("^fill \\| up$");
        await DoAsync(socket, "wait", "web", "--for", "running");
        await container.ExecuteAsync("touch", "/go");
        await log.WaitAsync("^fill \\| full$");

        CommandResult refused = await ControlAsync(socket, "start", "idle");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("cannot make a process: a limit of processes is reached", refused.Error);
        Assert.Equal("idle stop/waiting\n", (await ControlAsync(socket, "status", "idle")).Output);

        // Who fills takes the place of who was killed, sooner or later.
        Task failure = log.WaitAsync("Failed to spawn web main process: cannot make a process: a limit of processes is reached");
        while (!failure.IsCompleted)
        {
            await ControlAsync(socket, "signal", "KILL", "web");
        }

        await failure;
        await DoAsync(socket, "stop", "fill");
        await DoAsync(socket, "wait", "web", "--for", "running");
        await DoAsync(socket, "start", "idle");
        Assert.Equal(
            ["fill stop/waiting", "idle start/running", "web start/running"],
            (await DoAsync(socket, "list")).Split('\n')[..^1].Select(line => line.Split(',')[0]).Order());
        Assert.Equal("", await container.ExecuteAsync("sh", "-c", "grep -l ') Z ' /proc/[0-9]*/stat || true"));

        int before = log.Lines.Count;
        await DoAsync(socket, "start", "fill");
        await log.WaitAsync("^fill \\| full$", before);
        Assert.Equal(0, await container.StopAsync());
        IReadOnlyList<string> lines = await log.ReadToEndAsync();
        Assert.DoesNotContain(lines, line => line.Contains("bug of miniinit"));
    }

    private static Task<CommandResult> ControlAsync(string socket, params string[] command) =>
        Command.RunAsync(Repository.MiniInitCtl, ["--socket", socket, .. command], new Dictionary<string, string>());

    /// <summary>What has to succeed.</summary>
    private static async Task<string> DoAsync(string socket, params string[] command)
    {
        CommandResult result = await ControlAsync(socket, command);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)}: {result}");
        return result.Output;
    }
}
