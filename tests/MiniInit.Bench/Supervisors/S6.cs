using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>s6: one s6-supervise for each job.</summary>
internal sealed class S6(string name, string path, bool tuned) : Supervisor(name, path)
{
    private const int ReadyDescriptor = 3;

    // s6-svscan has room for 500 unless told.
    private const int FreeRoom = 500;

    internal override string LogWay => tuned ? "" : "s6-log to its standard output, without a prefix";

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        for (int number = 1; number <= place.Jobs; number++)
        {
            if (tuned)
            {
                // Its best: no shell comes first, and a job that said that it is ready is started again at once.
                string argument = place.Argument(number, ReadyDescriptor);
                place.WriteProgram($"scan/s{number}/run", $"#!{place.Programs.Job} {argument}\n");
                _ = place.Write($"scan/s{number}/notification-fd", $"{ReadyDescriptor}\n");
            }
            else
            {
                place.WriteProgram($"scan/s{number}/run", RunScript.Text(place, number));
            }
        }

        string[] room = place.Jobs >= FreeRoom ? ["-c", $"{place.Jobs + 1}"] : [];
        return [Path, .. room, $"{place.Path}/scan"];
    }

    internal override IReadOnlyList<string> PrepareLog(Workplace place)
    {
        place.WriteProgram("scan/s1/log/run", "#!/bin/sh\nexec s6-log 1\n");
        return Prepare(place);
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        tuned ? [] : [SearchPath.Require("s6-svstat"), $"{place.Path}/scan/s{number}"];
}
