using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace MiniInit.Container.Tests.Engine;

/// <summary>The Docker client, speaking to the tests' own engine only.</summary>
internal sealed class DockerEngine
{
    private readonly string _directory;

    public DockerEngine(string client, string directory)
    {
        Client = client;
        _directory = directory;
        Environment = new Dictionary<string, string>
        {
            ["DOCKER_CONFIG"] = Path.Combine(directory, "client"),
            ["DOCKER_HOST"] = $"unix://{directory}/docker.sock",
            ["DOCKER_CONTEXT"] = "",
            // The legacy builder builds FROM scratch without the network, and every client has it.
            ["DOCKER_BUILDKIT"] = "0",
        };
    }

    /// <summary>What to run, and with which environment, for those who start the client by other means.</summary>
    public string Client { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A fresh directory that goes with the engine.</summary>
    public string NewDirectory() =>
        Directory.CreateDirectory(Path.Combine(_directory, "work", Path.GetRandomFileName())).FullName;

    public Task<CommandResult> TryAsync(params IEnumerable<string> arguments) =>
        Command.RunAsync(Client, arguments, Environment);

    /// <summary>A client command that has to succeed.</summary>
    public async Task<string> DoAsync(params IEnumerable<string> arguments)
    {
        CommandResult result = await TryAsync(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {result}");
        return result.Output.TrimEnd('\n');
    }

    public Task<IReadOnlyList<string>> ReadUntilAsync(string line, params IEnumerable<string> arguments) =>
        Command.ReadUntilAsync(line, Client, arguments, Environment);

    /// <summary>Runs a container to its end: <c>docker run --rm</c>.</summary>
    public Task<CommandResult> RunAsync(params IEnumerable<string> arguments) =>
        TryAsync(["run", "--rm", "--network", "none", .. arguments]);

    /// <summary>Starts a container and leaves it running: <c>docker run --detach</c>.</summary>
    public async Task<RunningContainer> StartAsync(params IEnumerable<string> arguments) =>
        new(this, await DoAsync(["run", "--detach", "--network", "none", .. arguments]));

    /// <summary>Makes a container that is yet to be started, such that files can be copied into it.</summary>
    public async Task<RunningContainer> CreateAsync(params IEnumerable<string> arguments) =>
        new(this, await DoAsync(["create", "--network", "none", .. arguments]));

    public Task BuildAsync(string tag, string context, params IEnumerable<string> options) =>
        DoAsync(["build", "--quiet", "--network", "none", "--tag", tag, .. options, context]);
}
