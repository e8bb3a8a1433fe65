using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>The Dockerfiles of this repository, built for real.</summary>
public sealed class DockerfileTests
{
    private readonly ContainerFixture _fixture;

    public DockerfileTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task The_image_runs_miniinit()
    {
        string image = await Images.BuildMiniInitAsync(_fixture.Docker);

        CommandResult result = await _fixture.Docker.RunAsync(image, "--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("miniinit", result.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_application_of_the_exec_mode_example_stops_by_itself()
    {
        string image = await Images.BuildMiniInitAsync(_fixture.Docker);
        await _fixture.Docker.BuildAsync(
            "example-exec-mode", Repository.File("examples/exec-mode"),
            "--build-arg", $"MINIINIT={image}", "--build-arg", $"BASE={Images.UserLand}");
        await using RunningContainer container = await _fixture.Docker.StartAsync("example-exec-mode");
        await container.WaitForLineAsync("app: ready");

        Assert.Equal(0, await container.StopAsync());
        Assert.Equal("app: ready\napp: finishing\n", (await container.LogsAsync()).Output);
    }

    [Fact]
    public async Task The_sandbox_image_of_the_kubernetes_example_waits_and_stops_with_0()
    {
        string image = await Images.BuildMiniInitAsync(_fixture.Docker);
        string directory = Repository.File("examples/kubernetes");
        await _fixture.Docker.BuildAsync(
            "example-pause", directory, "--file", directory + "/Dockerfile.pause", "--build-arg", $"MINIINIT={image}");
        await using RunningContainer container = await _fixture.Docker.StartAsync("example-pause");

        Assert.Equal(0, await container.StopAsync());
    }
}
