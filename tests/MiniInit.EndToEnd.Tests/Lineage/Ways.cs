using System.Collections.Generic;
using System.Linq;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>The ways of becoming a daemon, as jobs.</summary>
internal static class Ways
{
    private static readonly string[] s_sessions = ["none", "daemon", "each"];
    private static readonly string[] s_forks = ["fork", "vfork", "clone", "clone3", "parent"];

    /// <summary>A job for each way.</summary>
    /// <param name="forks">How often the daemon forks.</param>
    /// <param name="witness">By what it is found.</param>
    /// <param name="isRoot">Whether it may become another user.</param>
    /// <param name="program">Where the test child's daemonise is.</param>
    /// <param name="folder">Where each reports its pid, as <c>JOB.pid</c>.</param>
    /// <returns>The configuration, and the names of the jobs.</returns>
    public static (string Configuration, string[] Jobs) Jobs(int forks, Witness witness, bool isRoot, string program, string folder)
    {
        string[][] ways = [.. All(forks, isRoot)];
        string[] jobs = [.. ways.Select((_, i) => $"way-{i}")];
        return (string.Concat(ways.Zip(jobs, (way, job) => Job(job, forks, witness, folder, [program, .. way]))), jobs);
    }

    private static string Job(string name, int forks, Witness witness, string folder, string[] way)
    {
        string[] words =
        [
            .. way, "--report", $"{folder}/{name}.pid",
            .. witness == Witness.PidFile ? ["--pid-file", $"{folder}/{name}.own"] : (string[])[],
            .. witness == Witness.Message ? ["--notify"] : (string[])[],
        ];
        string ready = forks switch { 0 => "exec", 1 => "fork", _ => "daemon" };
        return $"""
            [job.{name}]
            exec = [{string.Join(", ", words.Select(word => $"\"{word}\""))}]
            ready = "{ready}"
            {(witness == Witness.PidFile ? $"pid-file = \"{folder}/{name}.own\"" : "")}

            """;
    }

    /// <summary>What the options can be, each with each; what makes less of a difference goes along by turns.</summary>
    private static IEnumerable<string[]> All(int forks, bool isRoot)
    {
        int number = 0;
        foreach (string session in forks == 0 ? ["none"] : s_sessions)
        {
            foreach (string by in forks == 0 ? ["fork"] : s_forks)
            {
                for (int set = 0; set < (isRoot ? 8 : 4); set++, number++)
                {
                    List<string> way = ["--forks", $"{forks}", "--setsid", session, "--by", by, "--workers", $"{number % 3}"];
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
