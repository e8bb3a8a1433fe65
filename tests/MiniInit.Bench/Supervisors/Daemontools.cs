using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>daemontools: svscan, and one supervise for each job.</summary>
internal sealed class Daemontools(string path, string control) : Supervisor("daemontools", path)
{
    internal override string LogWay => "multilog to rotated files";

    internal override bool LogsToOutput => false;

    internal override string StopWay => "SIGTERM, then `svc -dx` of all";

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        for (int number = 1; number <= place.Jobs; number++)
        {
            place.WriteProgram($"scan/s{number}/run", RunScript.Text(place, number));
        }

        return [Path, $"{place.Path}/scan"];
    }

    internal override IReadOnlyList<string> PrepareLog(Workplace place)
    {
        // The sizes of svlogd; multilog's own are ten times smaller.
        place.WriteProgram("scan/s1/log/run", $"#!/bin/sh\nexec multilog s1000000 n10 {place.Path}/logs\n");
        return Prepare(place);
    }

    /// <summary>svscan leaves the rest running when it ends; while it runs it would start supervise again.</summary>
    internal override void Stop(Child supervisor, Workplace place)
    {
        supervisor.Signal(LibC.SIGTERM);
        List<string> command = [control, "-dx"];
        for (int number = 1; number <= place.Jobs; number++)
        {
            command.Add($"{place.Path}/scan/s{number}");
        }

        using var svc = Child.Start(new ChildStart(command));
        _ = svc.MustExit("the stop of daemontools");
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [SearchPath.Require("svstat"), $"{place.Path}/scan/s{number}"];
}
