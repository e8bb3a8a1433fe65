using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>examples/whole-site: its image, and a container that is up for the tests that leave it so.</summary>
public sealed class WholeSite : IAsyncDisposable
{
    private readonly ContainerFixture _fixture;
    private Task<string>? _image;
    private Task<(RunningContainer Container, ContainerLog Log)>? _shared;

    public WholeSite(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    /// <summary>The jobs that stay up.</summary>
    public static IReadOnlyList<string> Servers { get; } = ["redis", "postgresql", "report", "nginx"];

    internal Task<(RunningContainer Container, ContainerLog Log)> SharedAsync() => _shared ??= StartSharedAsync();

    /// <summary>
    /// A container of its own that is yet to be started; init says every change of a state. There is one report and
    /// then none for a long time: the next one would fail, rightly, while a server that it needs is down.
    /// </summary>
    internal async Task<RunningContainer> CreateAsync() => await _fixture.Docker.CreateAsync(
        "--env", "PERIOD=100000", await (_image ??= BuildAsync(_fixture.Docker)), "--log-level", "info");

    /// <summary>A fresh directory that goes with the engine.</summary>
    internal string NewDirectory() => _fixture.Docker.NewDirectory();

    /// <summary>Waits until all is up: nginx is the last.</summary>
    internal static Task UpAsync(ContainerLog log) =>
        log.WaitAsync("^miniinit: nginx: state changed from post-start to running$");

    /// <summary>The main processes of the jobs that stay up, as init tells them when it gets USR2.</summary>
    internal static async Task<Dictionary<string, int>> ProcessesAsync(RunningContainer container, ContainerLog log)
    {
        int before = log.Lines.Count;
        await container.KillAsync("USR2");
        Dictionary<string, int> found = [];
        foreach (string job in Servers)
        {
            Match told = await log.WaitAsync($@"^miniinit: {job} start/running, process (\d+)$", before);
            found.Add(job, int.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is { IsCompletedSuccessfully: true })
        {
            (RunningContainer container, ContainerLog log) = await _shared;
            await log.DisposeAsync();
            await container.DisposeAsync();
        }
    }

    private static async Task<string> BuildAsync(DockerEngine docker)
    {
        string debian = await DebianImage.ImportAsync(docker);
        string miniinit = await Images.BuildMiniInitAsync(docker);
        // The base has the packages already, so that the example's apt-get install does without the network.
        await docker.BuildAsync(
            "whole-site", Repository.File("examples/whole-site"),
            "--build-arg", $"BASE={debian}", "--build-arg", $"MINIINIT={miniinit}");
        return "whole-site";
    }

    private async Task<(RunningContainer Container, ContainerLog Log)> StartSharedAsync()
    {
        RunningContainer container = await CreateAsync();
        await container.StartAsync();
        ContainerLog log = container.Follow();
        await UpAsync(log);
        return (container, log);
    }
}
