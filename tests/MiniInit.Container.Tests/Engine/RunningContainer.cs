using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;

namespace MiniInit.Container.Tests.Engine;

/// <summary>A detached container, removed when the test is done with it.</summary>
internal sealed class RunningContainer : IAsyncDisposable
{
    private readonly DockerEngine _docker;

    public RunningContainer(DockerEngine docker, string id)
    {
        _docker = docker;
        Id = id;
    }

    public string Id { get; }

    /// <summary>Waits until the container has written <paramref name="line"/> on its standard output.</summary>
    /// <returns>The lines so far.</returns>
    public Task<IReadOnlyList<string>> WaitForLineAsync(string line) =>
        _docker.ReadUntilAsync(line, "logs", "--follow", Id);

    /// <summary>Waits for the end: <c>docker wait</c>.</summary>
    public async Task<int> WaitAsync() =>
        int.Parse(await _docker.DoAsync("wait", Id), CultureInfo.InvariantCulture);

    public Task KillAsync(string signal) => _docker.DoAsync("kill", "--signal", signal, Id);

    public async Task<int> StopAsync()
    {
        await _docker.DoAsync("stop", "--time", Limits.StopSeconds, Id);
        return await WaitAsync();
    }

    /// <summary>Copies a file or folder of this machine into the container: <c>docker cp</c>.</summary>
    public Task CopyAsync(string file, string to) => _docker.DoAsync("cp", file, $"{Id}:{to}");

    /// <summary>Follows what the container writes, from its beginning on.</summary>
    public ContainerLog Follow() => ContainerLog.Start(_docker, Id);

    public Task StartAsync() => _docker.DoAsync("start", Id);

    public async Task<CommandResult> LogsAsync() => await _docker.TryAsync("logs", Id);

    public Task<string> ExecuteAsync(params IEnumerable<string> command) =>
        _docker.DoAsync(["exec", Id, .. command]);

    public async ValueTask DisposeAsync() => await _docker.DoAsync("rm", "--force", Id);
}
