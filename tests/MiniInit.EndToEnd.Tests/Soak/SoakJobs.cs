using System.Collections.Generic;
using System.Linq;

namespace MiniInit.EndToEnd.Tests.Soak;

/// <summary>
/// The jobs of the soak: ten kinds in turn. All run <c>soak</c>, which crashes and more until there is a file
/// <c>calm</c>. Of half of them the main file tells, of the others a file each.
/// </summary>
internal sealed class SoakJobs(int count, int seed)
{
    /// <summary>Names of jobs, as they are at the beginning and as they are again when all is calm.</summary>
    public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, count).Select(Name)];

    /// <summary>Those that have a file of their own.</summary>
    public IReadOnlyList<int> WithFile { get; } = [.. Enumerable.Range(0, count).Where(HasFile)];

    /// <summary>Those that run when all is calm.</summary>
    public IReadOnlySet<string> Services { get; } = Enumerable.Range(0, count).Where(i => i % 10 is not (7 or 9)).Select(Name).ToHashSet();

    /// <summary>The main file, with the jobs that have none of their own.</summary>
    /// <param name="level">Of the log.</param>
    public string Main(string level = "error") => $$"""
        [init]
        log-level = "{{level}}"
        env = { LEVEL = "{{level}}" }
        {{string.Concat(Enumerable.Range(0, count).Where(i => !HasFile(i)).Select(i => $"[job.{Name(i)}]\n{Text(i)}\n"))}}
        """;

    public static string Name(int job) => $"job-{job}";

    public static string FileOf(int job) => $"conf/jobs/{Name(job)}.toml";

    /// <summary>The keys of a job.</summary>
    /// <param name="job">Which.</param>
    /// <param name="variant">0: as it is when all is calm.</param>
    public string Text(int job, int variant = 0) => $$"""
        description = "variant {{variant}}"
        kill-timeout = "300ms"
        log.ring = "4k"
        exec = ["{SOAK}", "{{seed + job}}", "{DIR}/calm"{{(job % 10 == 7 ? ", \"once\"" : "")}}]
        {{Kind(job)}}

        """;

    private static string Kind(int job) => (job % 10) switch
    {
        4 => "respawn = \"on-failure\"\nrespawn-delay = { min = \"20ms\", max = \"100ms\" }\nrespawn-limit.count = 5",
        5 => $"ready = \"notify\"\nstart-timeout = \"3s\"\n{Respawns}",
        6 => $"requires = [\"{Name(job - 1)}\"]\n{Respawns}",
        7 => $"type = \"task\"\nstart-on = \"stopped {Name(job - 3)}\"",
        8 => $"log.file = \"{{DIR}}/logs/{job}\"\nlog.max-size = \"16k\"\nlog.keep = 2\npost-stop.exec = [\"true\"]\n{Respawns}",
        9 => "instance = \"$N\"",
        _ => Respawns,
    };

    private static string Respawns =>
        "respawn = true\nrespawn-delay = { min = \"20ms\", max = \"1s\", reset = \"1s\" }\nrespawn-limit.count = \"unlimited\"";

    /// <summary>Ten with, ten without.</summary>
    private static bool HasFile(int job) => job / 10 % 2 == 1;
}
