using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// monit, which looks around every second (it knows no shorter interval) whether the daemons of its pid-files live, and runs
/// a script to start one that does not.
/// </summary>
internal sealed class Monit(string path) : Supervisor("monit, every second", path)
{
    private const string FileName = "monitrc";

    // It pauses for 0.2 s after each script, starts one after the other, and reads all of /proc for each.
    internal override int MostJobs => 10;

    internal override long StopTime => 3 * Clock.Second;

    internal override bool MakesDaemons => true;

    internal override string StopWay => "`monit stop all`, and SIGTERM by the last stop script";

    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        place.WriteProgram(
            "start",
            $"""
            #!/bin/sh
            {place.Programs.Job} "$1 -1 {place.Writing} {place.Fifo}" &
            echo $! > {place.Path}/s$1.pid

            """);
        place.WriteProgram(
            "stop",
            $"""
            #!/bin/sh
            kill $(cat {place.Path}/s$1.pid)
            rm {place.Path}/s$1.pid
            set -- {place.Path}/s*.pid
            [ -e "$1" ] || kill $(cat {place.Path}/pid)

            """);
        var text = new StringBuilder();
        _ = text.Append(
            $"""
            set daemon 1
            set log /dev/null
            set pidfile {place.Path}/pid
            set idfile {place.Path}/id
            set statefile {place.Path}/state
            set httpd unixsocket {place.Path}/socket allow localhost

            """);
        for (int number = 1; number <= place.Jobs; number++)
        {
            _ = text.Append(
                $"""
                check process s{number} with pidfile {place.Path}/s{number}.pid
                  start program = "{place.Path}/start {number}"
                  stop program = "{place.Path}/stop {number}"

                """);
        }

        // It refuses a file that others may read.
        File.SetUnixFileMode(place.Write(FileName, text.ToString()), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return [Path, "-I", "-c", Configuration(place)];
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [Path, "-c", Configuration(place), "status", $"s{number}"];

    internal override void Stop(Child supervisor, Workplace place)
    {
        using var monit = Child.Start(new ChildStart(Path, "-c", Configuration(place), "stop", "all"));
        _ = monit.MustExit("the stop of monit");
    }

    private static string Configuration(Workplace place) => $"{place.Path}/{FileName}";
}
