using System.Collections.Generic;
using System.Text;

namespace MiniInit.Bench;

/// <summary>dinit, as for a container: it ends when told, and does not shut a machine down.</summary>
internal sealed class Dinit(string path) : Supervisor("dinit", path)
{
    internal override IReadOnlyList<string> Prepare(Workplace place)
    {
        var boot = new StringBuilder("type = internal\n");
        for (int number = 1; number <= place.Jobs; number++)
        {
            _ = boot.Append($"waits-for: s{number}\n");
            _ = place.Write(
                $"services/s{number}",
                $"""
                type = process
                command = {place.Programs.Job} "{place.Argument(number)}"
                restart = true
                smooth-recovery = true
                log-type = none

                """);
        }

        _ = place.Write("services/boot", boot.ToString());
        return
        [
            Path,
            "--container",
            "--quiet",
            "--log-file",
            $"{place.Path}/log",
            "--services-dir",
            $"{place.Path}/services",
            "--socket-path",
            $"{place.Path}/socket",
        ];
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [SearchPath.Require("dinitctl"), "--socket-path", $"{place.Path}/socket", "status", $"s{number}"];
}
