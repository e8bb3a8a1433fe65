using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>Containers of the user land in which /miniinit finds a configuration where it looks for one.</summary>
internal static class SupervisedContainer
{
    /// <summary>Makes one that is yet to be started.</summary>
    /// <param name="docker">The engine.</param>
    /// <param name="configuration">The text of miniinit.toml.</param>
    /// <param name="arguments">Those of /miniinit.</param>
    public static async Task<RunningContainer> CreateAsync(
        DockerEngine docker, string configuration, params IEnumerable<string> arguments)
    {
        string folder = Directory.CreateDirectory(Path.Combine(docker.NewDirectory(), "miniinit")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "miniinit.toml"), configuration);
        RunningContainer container = await docker.CreateAsync([Images.UserLand, .. arguments]);
        await container.CopyAsync(folder, "/etc");
        return container;
    }

    /// <summary>Makes one, starts it, and follows what it writes.</summary>
    public static async Task<(RunningContainer Container, ContainerLog Log)> StartAsync(
        DockerEngine docker, string configuration, params IEnumerable<string> arguments)
    {
        RunningContainer container = await CreateAsync(docker, configuration, arguments);
        await container.StartAsync();
        return (container, container.Follow());
    }
}
