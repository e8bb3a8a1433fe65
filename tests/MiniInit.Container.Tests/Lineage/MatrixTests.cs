using System;
using System.Linq;
using System.Threading.Tasks;
using MiniInit.EndToEnd.Tests.Lineage;

namespace MiniInit.Container.Tests.Lineage;

/// <summary>Every way of becoming a daemon, in a container as Docker makes it by default.</summary>
public sealed class MatrixTests
{
    private readonly ContainerFixture _fixture;

    public MatrixTests(ContainerFixture fixture)
    {
        _fixture = fixture;
    }

    public static TheoryData<string, int, Witness> Cells()
    {
        TheoryData<string, int, Witness> cells = [];
        foreach (string options in new[] { "", "--user 1000", "--cap-drop ALL --security-opt no-new-privileges" })
        {
            cells.Add(options, 0, Witness.None);
            foreach (int forks in new[] { 1, 2, 3 })
            {
                foreach (Witness witness in Enum.GetValues<Witness>())
                {
                    cells.Add(options, forks, witness);
                }
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task The_main_process_is_the_right_one_and_a_stop_leaves_nothing(string options, int forks, Witness witness)
    {
        (string configuration, string[] jobs) = Ways.Jobs(forks, witness, options.Length == 0, "/daemonise", "/tmp");
        await using LineageContainer container =
            await LineageContainer.StartAsync(_fixture.Docker, Images.UserLand, configuration, options);
        const string reports = "cd /tmp; for file in *.pid; do [ ! -e $file ] || echo ${file%.pid} $(cat $file); done";

        await container.WaitForMainsAsync(reports, jobs);
        await container.StopEachAsync(jobs.Where((_, i) => i % 2 == 0));
        await container.WaitForMainsAsync(reports, [.. jobs.Where((_, i) => i % 2 == 1)]);
        await container.StopEachAsync(jobs.Where((_, i) => i % 2 == 1));

        await container.AssertNothingIsLeftAsync();
        Assert.DoesNotContain("Sending KILL", await container.LogAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await container.StopAsync());
    }
}
