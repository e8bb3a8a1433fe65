using System.Collections.Generic;
using System.Text;

namespace MiniInit.Bench;

/// <summary>Ours with jobs that have no process, and one that has, started by the last of them.</summary>
internal sealed class StateJobs(string path, int states) : Supervisor($"miniinit, {states:N0} state jobs", path)
{
    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        var text = new StringBuilder();
        for (int number = 1; number <= states; number++)
        {
            // Jobs come in the order of their names.
            _ = text.Append($"[job.s{number:D5}]\ntype = \"state\"\n");
        }

        _ = text.Append(
            $"""
            [job.z]
            exec = ["{place.Programs.Job}", "{place.Argument(1)}"]
            start-on = "started s{states:D5}"
            console = "null"

            """);
        return [Path, "--config", place.Write("jobs.toml", text.ToString())];
    }
}
