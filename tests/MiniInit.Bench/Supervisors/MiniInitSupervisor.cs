using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Bench;

/// <summary>Ours, with or without the reading of what jobs say.</summary>
internal sealed class MiniInitSupervisor(string name, string path, string console) : Supervisor(name, path)
{
    /// <summary>The line of ours whose jobs' output is read, which is the default.</summary>
    internal const string LogName = "miniinit, console = \"log\"";

    // A file may have 1 MiB.
    private const int JobsPerFile = 4_000;

    internal override string LogWay => console == "log" ? "each line with its job's name to its standard output" : "";

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        List<string> command = [Path];
        for (int first = 1; first <= place.Jobs; first += JobsPerFile)
        {
            var text = new StringBuilder();
            for (int number = first; number < Math.Min(first + JobsPerFile, place.Jobs + 1); number++)
            {
                _ = text.Append(
                    $"""
                    [job.s{number}]
                    exec = ["{place.Programs.Job}", "{place.Argument(number)}"]
                    respawn = true
                    console = "{console}"


                    """);
            }

            command.AddRange(["--config", place.Write($"jobs-{first}.toml", text.ToString())]);
        }

        return command;
    }
}
