using System;
using System.IO;
using System.Threading.Tasks;
using MiniInit.Container.Tests;
using MiniInit.Container.Tests.Engine;

[assembly: AssemblyFixture(typeof(ContainerFixture))]

namespace MiniInit.Container.Tests;

/// <summary>One Docker engine and the images for all tests; <c>docker run --init</c> is ours there.</summary>
public sealed class ContainerFixture : IAsyncLifetime
{
    private string? _unavailable = Requirements.WhyNoEngine();
    private EngineDaemon? _daemon;

    /// <summary>The engine; the running test is skipped where there can be none.</summary>
    internal DockerEngine Docker
    {
        get
        {
            Requirements.Demand(_unavailable);
            return _daemon!.Docker;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_unavailable is not null)
        {
            return;
        }

        try
        {
            _daemon = await EngineDaemon.StartAsync(Repository.MiniInit);
        }
        catch (EngineUnavailableException exception)
        {
            _unavailable = exception.Message;
            return;
        }

        await Images.BuildAsync(_daemon.Docker);
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is null)
        {
            return;
        }

        string directory = _daemon.Directory;
        await _daemon.DisposeAsync();
        if (Directory.Exists(directory))
        {
            throw new InvalidOperationException($"cannot remove {directory}: something below it is still in use");
        }
    }
}
