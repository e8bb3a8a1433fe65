using System;
using System.Collections.Generic;
using System.IO;

namespace MiniInit.Bench;

/// <summary>runit: runsvdir, and one runsv for each job.</summary>
internal sealed class Runit(string path) : Supervisor("runit", path)
{
    internal override string LogWay => "svlogd to rotated files";

    internal override bool LogsToOutput => false;

    internal override string StopWay => "SIGHUP";

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        for (int number = 1; number <= place.Jobs; number++)
        {
            place.WriteProgram($"scan/s{number}/run", RunScript.Text(place, number));
        }

        // It waits for a second more when the directory was changed just now.
        string scan = $"{place.Path}/scan";
        Directory.SetLastWriteTimeUtc(scan, DateTime.UnixEpoch);
        return [Path, scan];
    }

    internal override IReadOnlyList<string> PrepareLog(Workplace place)
    {
        _ = Directory.CreateDirectory($"{place.Path}/logs");
        place.WriteProgram("scan/s1/log/run", $"#!/bin/sh\nexec svlogd {place.Path}/logs\n");
        return Prepare(place);
    }

    // SIGTERM would end runsvdir alone.
    internal override void Stop(Child supervisor, Workplace place) => supervisor.Signal(LibC.SIGHUP);

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [SearchPath.Require("sv"), "status", $"{place.Path}/scan/s{number}"];
}
