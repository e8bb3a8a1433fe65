using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// Every way of becoming a daemon: the main process is the one that the daemon says it is, and a stop leaves nothing. The
/// ways run beside each other under one init, which has to tell them apart.
/// </summary>
public sealed class MatrixTests
{
    /// <summary>Where init runs, how often the daemon forks, and what it says of itself.</summary>
    public static TheoryData<Place, int, Witness> Cells()
    {
        TheoryData<Place, int, Witness> cells = [];
        foreach (Place place in System.Enum.GetValues<Place>())
        {
            foreach (int forks in (int[])[1, 2, 3])
            {
                foreach (Witness witness in System.Enum.GetValues<Witness>())
                {
                    cells.Add(place, forks, witness);
                }
            }
        }

        return cells;
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void A_program_that_stays_is_the_main_process_and_its_stop_leaves_nothing(Place place) =>
        RunAndStop(place, 0, Witness.None);

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_daemon_is_the_main_process_and_its_stop_leaves_nothing(Place place, int forks, Witness witness) =>
        RunAndStop(place, forks, witness);

    private static void RunAndStop(Place place, int forks, Witness witness)
    {
        (string configuration, string[] jobs) = Ways.Jobs(forks, witness, place.IsRoot(), "{DAEMONISE}", "{DIR}/run");
        using Supervised init = place.Start(configuration);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, jobs);

        // The others stay as they are.
        foreach (string job in jobs.Where((_, i) => i % 2 == 0))
        {
            init.StopClean(client, job);
        }

        string[] others = [.. jobs.Where((_, i) => i % 2 == 1)];
        init.WaitForMainAsReported(client, others);
        foreach (string job in others)
        {
            init.StopClean(client, job);
        }

        init.EndClean();
    }
}
