using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests.Lineage;

/// <summary>Servers that fork into the background, in a container as Docker makes it by default.</summary>
public sealed class ServerTests
{
    private readonly ContainerFixture _fixture;

    public ServerTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    public static TheoryData<string> Names() => [.. Servers.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_is_tracked_with_and_without_its_pid_file_and_leaves_nothing(string name)
    {
        Server server = Servers.All[name];
        string image = await DebianImage.ImportAsync(_fixture.Docker);
        await using LineageContainer container =
            await LineageContainer.StartAsync(_fixture.Docker, image, Configuration(server), server.Options);

        foreach (string job in server.PidFile is null ? ["plain"] : new[] { "plain", "by-file" })
        {
            await container.ControlAsync($"start {job}");
            await container.RunAsync($"until {server.Question}; do sleep 0.1; done");
            await container.WaitForMainsAsync($"echo {job} $({server.Pid})", job);
            await container.ControlAsync($"stop {job}");
            await container.AssertNothingIsLeftAsync();
        }

        string[] said = (await container.LogAsync()).Split('\n');
        Assert.DoesNotContain(said, line => line.Contains("Sending KILL", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.StartsWith("miniinit: warn: ", StringComparison.Ordinal));
        Assert.Equal(0, await container.StopAsync());
    }

    private static string Configuration(Server server) => $"""
        [job.plain]
        manual = true
        {server.Keys}
        [job.by-file]
        manual = true
        {server.Keys}
        {(server.PidFile is null ? "" : $"pid-file = \"{server.PidFile}\"")}
        """;
}
