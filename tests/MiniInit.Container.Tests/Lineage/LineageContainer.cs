using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests.Lineage;

/// <summary>A container in which /miniinit supervises daemons, each of which leaves its pid somewhere.</summary>
internal sealed class LineageContainer : IAsyncDisposable
{
    private const string Ctl = "/miniinitctl --socket /tmp/control";

    private readonly RunningContainer _container;

    private LineageContainer(RunningContainer container)
    {
        _container = container;
    }

    /// <summary>Starts one.</summary>
    /// <param name="docker">The engine.</param>
    /// <param name="image">Its image, which has a shell and grep.</param>
    /// <param name="configuration">The text of miniinit.toml.</param>
    /// <param name="options">Those of <c>docker run</c>: none is the default container.</param>
    public static async Task<LineageContainer> StartAsync(
        DockerEngine docker, string image, string configuration, string options)
    {
        string folder = Directory.CreateDirectory(Path.Combine(docker.NewDirectory(), "miniinit")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "miniinit.toml"), configuration);
        RunningContainer container = await docker.CreateAsync(
        [
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--tmpfs", "/tmp:exec,mode=1777",
            "--entrypoint", "/miniinit", image, "--log-level", "info", "--socket", "/tmp/control",
        ]);
        foreach ((string from, string to) in new[]
        {
            (folder, "/etc"), (Repository.MiniInit, "/miniinit"), (Repository.MiniInitCtl, "/miniinitctl"),
            (Repository.Daemonise, "/daemonise"),
        })
        {
            await container.CopyAsync(from, to);
        }

        await container.StartAsync();
        return new LineageContainer(container);
    }

    /// <summary>Runs a script in it, which has to succeed.</summary>
    public async Task<string> RunAsync(string script)
    {
        try
        {
            return await _container.ExecuteAsync("sh", "-c", script);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{exception.Message}\nthe container's log:\n{(await _container.LogsAsync()).Error}", exception);
        }
    }

    /// <summary>Runs miniinitctl.</summary>
    public Task<string> ControlAsync(string command) => RunAsync($"{Ctl} {command}");

    /// <summary>Waits until each job runs with the main process whose pid a script tells.</summary>
    /// <param name="reports">
    /// Writes <c>JOB PID</c> for each that has told its pid.
    /// </param>
    /// <param name="jobs">The jobs.</param>
    public async Task WaitForMainsAsync(string reports, params string[] jobs)
    {
        DateTime end = DateTime.UtcNow + Limits.Log;
        while (true)
        {
            string told = await RunAsync($"{Ctl} list; echo --; {reports}");
            HashSet<string> lines = [.. told.Split('\n')];
            string[] wrong = [.. jobs.Where(job => !lines.Any(line => line.StartsWith(job + ' ', StringComparison.Ordinal)
                && int.TryParse(line[(job.Length + 1)..], out int pid) && lines.Contains($"{job} start/running, process {pid}")))];
            if (wrong.Length == 0)
            {
                return;
            }

            Assert.True(
                DateTime.UtcNow < end,
                $"main processes that are not known: {string.Join(", ", wrong)}\n{told}\n{(await _container.LogsAsync()).Error}");
        }
    }

    /// <summary>Stops jobs one by one, after each of which nothing may be left that has its report among its arguments.</summary>
    public async Task StopEachAsync(IEnumerable<string> jobs)
    {
        string left = await RunAsync(
            $$"""
            for job in {{string.Join(' ', jobs)}}; do
                {{Ctl}} stop "$job" > /dev/null || exit 1
                grep -l -s "/$job[.]pid" /proc/[0-9]*/cmdline
            done
            exit 0
            """);
        Assert.Equal("", left);
    }

    /// <summary>Asserts that there is no process but init and the one that looks.</summary>
    public async Task AssertNothingIsLeftAsync() => Assert.Equal(
        "",
        await RunAsync(
            """
            for process in /proc/[0-9]*; do
                pid=${process#/proc/}
                [ "$pid" = 1 ] || [ "$pid" = $$ ] || [ ! -e "$process/stat" ] || head -n 3 "$process/stat" "$process/cmdline"
            done
            """));

    /// <summary>What init has said.</summary>
    public async Task<string> LogAsync() => (await _container.LogsAsync()).Error;

    /// <summary>Ends it: <c>docker stop</c>.</summary>
    public Task<int> StopAsync() => _container.StopAsync();

    public ValueTask DisposeAsync() => _container.DisposeAsync();
}
