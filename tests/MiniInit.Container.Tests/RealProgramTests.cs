using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

/// <summary>Servers that people put into containers, under <c>/miniinit --</c>.</summary>
public sealed class RealProgramTests
{
    private readonly ContainerFixture _fixture;

    public RealProgramTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    public async Task Nginx_serves_and_stops_cleanly_on(string signal)
    {
        string image = await ProgramImage.BuildAsync(_fixture.Docker, "nginx", "nginx-light");
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            "--stop-signal", signal, image, "--", "nginx", "-e", "stderr", "-c", "/etc/nginx.conf");

        string page = await container.ExecuteAsync(
            "sh", "-c", "until wget -q -O - http://127.0.0.1:8080/; do sleep 0.1; done");

        Assert.Equal("served", page);
        Assert.Equal(0, await container.StopAsync());
        // The master waits for its workers, so that none was killed by the end of PID 1.
        Assert.Matches("worker process [0-9]+ exited with code 0", (await container.LogsAsync()).Error);
    }

    [Fact]
    public async Task Redis_keeps_its_data_over_a_stop()
    {
        string image = await ProgramImage.BuildAsync(_fixture.Docker, "redis-server", "redis-server");
        await using RunningContainer container = await _fixture.Docker.StartAsync(
            image, "--", "redis-server", "--bind", "127.0.0.1", "--dir", "/data", "--save", "3600 1");

        Assert.Contains("+OK", await AskAsync(container, "SET key value-from-before"), StringComparison.Ordinal);
        Assert.Equal(0, await container.StopAsync());
        Assert.Contains("bye bye", (await container.LogsAsync()).Output, StringComparison.Ordinal);

        await container.StartAsync();
        Assert.Contains("value-from-before", await AskAsync(container, "GET key"), StringComparison.Ordinal);
        Assert.Equal(0, await container.StopAsync());
    }

    /// <summary>Sends one request as soon as the server listens.</summary>
    private static Task<string> AskAsync(RunningContainer container, string request) => container.ExecuteAsync(
        "sh", "-c", $"until printf '{request}\\r\\nQUIT\\r\\n' | nc 127.0.0.1 6379; do sleep 0.1; done");
}
