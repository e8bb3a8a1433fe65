using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>
/// Every way of becoming a daemon: the main process is the one that the daemon says it is, and a stop leaves nothing. The
/// ways run beside each other under one init, which has to tell them apart.
/// </summary>
public sealed class MatrixTests
{
    private static readonly string[] s_sessions = ["none", "daemon", "each"];
    private static readonly string[] s_forks = ["fork", "vfork", "clone", "clone3", "parent"];

    /// <summary>By what the main process is found, beside the mark.</summary>
    public enum Witness
    {
        /// <summary>Nothing else.</summary>
        None,

        /// <summary>The key pid-file.</summary>
        PidFile,

        /// <summary>MAINPID= over the notify socket.</summary>
        Message,
    }

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
        string[][] ways = [.. Ways(place, forks)];
        var configuration = new StringBuilder();
        for (int i = 0; i < ways.Length; i++)
        {
            _ = configuration.Append(Job($"way-{i}", forks, witness, ways[i]));
        }

        string[] jobs = [.. ways.Select((_, i) => $"way-{i}")];
        using Supervised init = place.Start(configuration.ToString());
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

        Assert.Equal(0, init.Stop());
    }

    private static string Job(string name, int forks, Witness witness, string[] way)
    {
        string[] words =
        [
            "{DAEMONISE}", "--forks", $"{forks}", "--report", Families.Report(name), .. way,
            .. witness == Witness.PidFile ? ["--pid-file", $"{{DIR}}/run/{name}.own"] : (string[])[],
            .. witness == Witness.Message ? ["--notify"] : (string[])[],
        ];
        string ready = forks switch { 0 => "exec", 1 => "fork", _ => "daemon" };
        return $"""
            [job.{name}]
            exec = [{string.Join(", ", words.Select(word => $"\"{word}\""))}]
            ready = "{ready}"
            {(witness == Witness.PidFile ? $"pid-file = \"{{DIR}}/run/{name}.own\"" : "")}

            """;
    }

    /// <summary>What the options can be, each with each; what makes less of a difference goes along by turns.</summary>
    private static IEnumerable<string[]> Ways(Place place, int forks)
    {
        int number = 0;
        foreach (string session in forks == 0 ? ["none"] : s_sessions)
        {
            foreach (string by in forks == 0 ? ["fork"] : s_forks)
            {
                for (int set = 0; set < (place.IsRoot() ? 8 : 4); set++, number++)
                {
                    List<string> way = ["--setsid", session, "--by", by, "--workers", $"{number % 3}"];
                    way.AddRange((set & 1) != 0 ? ["--clear-environment"] : []);
                    way.AddRange((set & 2) != 0 ? ["--close"] : []);
                    way.AddRange((set & 4) != 0 ? ["--user", "65534"] : []);
                    way.AddRange(number % 2 == 0 ? ["--wait-for-child"] : []);
                    way.AddRange(number % 5 == 0 ? ["--linger", "50"] : []);
                    yield return [.. way];
                }
            }
        }
    }
}
