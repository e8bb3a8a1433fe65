using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MiniInit.Container.Tests.Engine;

/// <summary>
/// A Docker engine of our own: its data, sockets, control groups and configuration are apart from those of an engine
/// that the machine may already run. <c>keep-engine.sh</c> runs it and cleans up after it.
/// </summary>
internal sealed class EngineDaemon : IAsyncDisposable
{
    private readonly Process _keeper;

    private EngineDaemon(string directory, Process keeper, DockerEngine docker)
    {
        Directory = directory;
        _keeper = keeper;
        Docker = docker;
    }

    /// <summary>Of the engine, gone with it; the tests may keep files here.</summary>
    public string Directory { get; }

    public DockerEngine Docker { get; }

    private bool HasEnded => _keeper.HasExited || File.Exists(Path.Combine(Directory, "ended"));

    /// <param name="initBinary">What <c>docker run --init</c> puts before the command.</param>
    /// <exception cref="EngineUnavailableException">The engine does not run on this machine.</exception>
    public static async Task<EngineDaemon> StartAsync(string initBinary)
    {
        // Short and below /tmp whatever TMPDIR says: the path of a socket has at most 107 bytes.
        string name = "mi-docker-" + Path.GetRandomFileName()[..8];
        string directory = System.IO.Directory.CreateDirectory(Path.Combine("/tmp", name)).FullName;
        string init = Path.Combine(directory, "docker-init");
        File.Copy(initBinary, init);
        await File.WriteAllTextAsync(Path.Combine(directory, "daemon.json"), "{}");

        ProcessStartInfo start = new("/bin/sh", KeeperArguments(directory, name, init)) { RedirectStandardInput = true };
        Process keeper = Process.Start(start) ?? throw new InvalidOperationException("cannot start /bin/sh");
        EngineDaemon daemon = new(directory, keeper, new DockerEngine(Requirements.DockerClient!, directory));
        try
        {
            await daemon.WaitUntilReadyAsync();
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }

        return daemon;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(Limits.EngineStop);
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync(limit.Token);
        _keeper.Dispose();
    }

    private static List<string> KeeperArguments(string directory, string name, string init) =>
    [
        Path.Combine(AppContext.BaseDirectory, "Engine/keep-engine.sh"), directory, name,
        Requirements.DockerDaemon!,
        "--config-file", $"{directory}/daemon.json",
        "--data-root", $"{directory}/data",
        "--exec-root", $"{directory}/exec",
        "--host", $"unix://{directory}/docker.sock",
        "--pidfile", $"{directory}/pid",
        "--containerd-namespace", name,
        "--containerd-plugins-namespace", $"{name}-plugins",
        "--cgroup-parent", $"/{name}",
        "--exec-opt", "native.cgroupdriver=cgroupfs",
        "--init-path", init,
        "--shutdown-timeout", "5",
        "--bridge", "none", "--iptables=false", "--ip6tables=false",
    ];

    private async Task WaitUntilReadyAsync()
    {
        Stopwatch waited = Stopwatch.StartNew();
        while ((await Docker.TryAsync("version")).ExitCode != 0)
        {
            if (HasEnded || waited.Elapsed > Limits.EngineStart)
            {
                string log = Path.Combine(Directory, "log");
                throw new EngineUnavailableException(
                    "cannot start a Docker engine: " + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log"));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
