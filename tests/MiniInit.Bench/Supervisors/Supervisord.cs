using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MiniInit.Bench;

/// <summary>supervisord, in the foreground and without its web server.</summary>
internal sealed class Supervisord(string path) : Supervisor("supervisord", path)
{
    private const string FileName = "supervisord.conf";
    private const int DescriptorsPerJob = 4;
    private const int OwnDescriptors = 100;

    internal override string LogWay => "stdout_logfile=/dev/fd/1: its own standard output, without a prefix";

    internal override IReadOnlyList<string> Prepare(Workplace place) => Prepare(place, "NONE");

    internal override IReadOnlyList<string> PrepareLog(Workplace place) => Prepare(place, "/dev/fd/1");

    internal override IReadOnlyList<string> PrepareControl(Workplace place)
    {
        IReadOnlyList<string> command = Prepare(place);
        File.AppendAllText(
            Configuration(place),
            $"""
            [unix_http_server]
            file={place.Path}/socket

            [rpcinterface:supervisor]
            supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

            [supervisorctl]
            serverurl=unix://{place.Path}/socket

            """);
        return command;
    }

    internal override IReadOnlyList<string> Status(Workplace place, int number) =>
        [SearchPath.Require("supervisorctl"), "-c", Configuration(place), "status", $"s{number}"];

    private static string Configuration(Workplace place) => $"{place.Path}/{FileName}";

    private string[] Prepare(Workplace place, string output)
    {
        var text = new StringBuilder();
        _ = text.Append(
            $"""
            [supervisord]
            nodaemon=true
            silent=true
            logfile=/dev/null
            logfile_maxbytes=0
            pidfile={place.Path}/pid
            minfds={(place.Jobs * DescriptorsPerJob) + OwnDescriptors}


            """);
        for (int number = 1; number <= place.Jobs; number++)
        {
            _ = text.Append(
                $"""
                [program:s{number}]
                command={place.Programs.Job} "{place.Argument(number)}"
                autorestart=true
                stdout_logfile={output}
                stdout_logfile_maxbytes=0
                stderr_logfile=NONE


                """);
        }

        return [Path, "-c", place.Write(FileName, text.ToString())];
    }
}
