using System;
using System.Threading.Tasks;
using MiniInit.Container.Tests.Engine;

namespace MiniInit.Container.Tests;

public sealed class ReapTests
{
    private readonly ContainerFixture _fixture;

    public ReapTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    [Fact]
    public async Task A_storm_of_orphans_leaves_no_zombie()
    {
        CommandResult result =
            await _fixture.Docker.RunAsync(Images.UserLand, "--", "sh", "/test/orphans.sh", "5000");

        Assert.Equal(new CommandResult(0, "made\nclean\n", ""), result);
    }

    [Fact]
    public async Task In_a_shared_process_namespace_orphans_come_to_the_init_of_their_own_container()
    {
        await using RunningContainer other = await _fixture.Docker.StartAsync(Images.Bare, "/busybox", "sleep", "100000");

        CommandResult result = await _fixture.Docker.RunAsync(
            "--pid", $"container:{other.Id}", Images.UserLand, "--", "sh", "/test/adopted.sh");

        Assert.Equal(new CommandResult(0, "adopted\n", ""), result);
    }

    [Fact]
    public async Task The_check_for_zombies_sees_those_of_an_init_that_does_not_reap()
    {
        await using RunningContainer container =
            await _fixture.Docker.StartAsync("--entrypoint", "sleep", Images.UserLand, "100000");

        string zombies = await container.ExecuteAsync(
            "sh", "-c", "(true & true &); until grep ') Z ' /proc/[0-9]*/stat; do sleep 0.1; done");

        Assert.Contains(" Z 1 ", zombies, StringComparison.Ordinal);
    }
}
