using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// systemd for one user, `systemd --user`, without D-Bus and with no units but ours. It gets a control group of its own
/// and a /run of its own, where it finds that the machine was booted by systemd, without which it does not start.
/// </summary>
internal sealed class Systemd(string control) : Supervisor("systemd --user", Program())
{
    // Where distributions put it; it is not for the PATH.
    private static readonly string[] s_programs = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"];

    // What its own units have by default, but for those that it would look for in vain.
    private const string Stops = "[Unit]\nDefaultDependencies=no\nConflicts=shutdown.target\nBefore=shutdown.target\n";

    internal override string LogWay => "journald to its files in memory, with rotation and without a limit on lines";

    internal override bool LogsToOutput => false;

    internal override IReadOnlyList<string> Variables(Workplace place) =>
    [
        $"XDG_RUNTIME_DIR={place.Path}/user",
        $"XDG_CONFIG_HOME={place.Path}/user",
        $"HOME={place.Path}/user",
        $"SYSTEMD_UNIT_PATH={place.Path}/units",
        "SYSTEMD_GENERATOR_PATH=",
        "SYSTEMD_ENVIRONMENT_GENERATOR_PATH=",
        "SYSTEMD_LOG_TARGET=console",
        "SYSTEMD_LOG_LEVEL=warning",
    ];

    internal override IReadOnlyList<string> Prepare(Workplace place) => Prepare(place, "null", "");

    internal override IReadOnlyList<string> PrepareLog(Workplace place)
    {
        // What else a journald of a machine takes, and tells others, is not for this one.
        _ = place.Write(
            "run/systemd/journald.conf.d/bench.conf",
            """
            [Journal]
            Storage=volatile
            RuntimeMaxUse=64M
            RateLimitIntervalSec=0
            Audit=
            ReadKMsg=no
            ForwardToSyslog=no
            ForwardToWall=no

            """);
        string journal = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "systemd-journald");
        _ = place.Write(
            "units/journal.service",
            $"{Stops}[Service]\nType=notify\nExecStart={journal}\nStandardOutput=null\nStandardError=null\n");
        return Prepare(place, "journal", "Requires=journal.service\nAfter=journal.service\n");
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [control, "--user", "status", $"s{number}"];

    private static string Program() => s_programs.FirstOrDefault(File.Exists) ?? s_programs[0];

    private IReadOnlyList<string> Prepare(Workplace place, string output, string needs)
    {
        var all = new StringBuilder("[Unit]\nDefaultDependencies=no\n");
        for (int number = 1; number <= place.Jobs; number++)
        {
            _ = all.Append($"Wants=s{number}.service\n");
            _ = place.Write(
                $"units/s{number}.service",
                $"""
                {Stops}{needs}[Service]
                ExecStart={place.Programs.Job} "{place.Argument(number)}"
                Restart=always
                StandardOutput={output}
                StandardError=null

                """);
        }

        _ = place.Write("units/default.target", all.ToString());

        // What SIGTERM starts, as it is among its own units.
        const string Exit = "[Unit]\nDefaultDependencies=no\n";
        _ = place.Write("units/shutdown.target", Exit);
        _ = place.Write(
            "units/exit.target", $"{Exit}Requires=systemd-exit.service\nAfter=systemd-exit.service\nAllowIsolate=yes\n");
        _ = place.Write(
            "units/systemd-exit.service",
            $"{Exit}Requires=shutdown.target\nAfter=shutdown.target\nSuccessAction=exit-force\n[Service]\nSlice=-.slice\n");
        _ = Directory.CreateDirectory($"{place.Path}/run/systemd/system");
        _ = Directory.CreateDirectory($"{place.Path}/user");
        var enclosure = new Enclosure(place, "");
        enclosure.Show($"{place.Path}/run", "/run");
        return enclosure.Command(Path, "--user");
    }
}
