using System.Collections.Generic;
using MiniInit.Core.Addresses;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>What the keys of a job must keep together, each of which is right by itself.</summary>
internal static class JobRules
{
    /// <summary>Reports what does not go together.</summary>
    public static void Check(JobEntry entry, JobDefinition job, DiagnosticList report)
    {
        CheckCommand(entry, job, report);
        CheckInstances(entry, job, report);
        CheckSockets(entry, job, report);
    }

    private static void CheckCommand(JobEntry entry, JobDefinition job, DiagnosticList report)
    {
        string name = Quotation.Of(job.Name);
        if (job.Type != JobType.State && job.Command is null)
        {
            Report(entry, "exec", "missing-key", report,
                $"cannot run {name}: it has neither \"exec\" nor \"script\"; {MissingHint(job.Name)}");
        }

        if (job.Type != JobType.State)
        {
            return;
        }

        (string Key, bool IsSet)[] processKeys =
        [
            ("exec", job.Command is JobCommand.Program or JobCommand.Line),
            ("script", job.Command is JobCommand.Script),
            ("main", job.IsMain),
            ("respawn", job.Respawn != RespawnPolicy.Never),
            ("ready", job.Ready is not Readiness.Exec),
            ("health", job.Health is not null),
            ("watchdog", job.Watchdog is not null),
            ("pid-file", job.PidFile is not null),
            ("reload-exec", job.ReloadCommand is not null),
            ("listen", job.Listen.Count > 0),
        ];
        foreach ((string key, bool isSet) in processKeys)
        {
            if (isSet)
            {
                Report(entry, key, "no-effect", report,
                    $"cannot use \"{key}\" here: {name} is a state, which has no process; leave it out, or write "
                        + "type = \"service\"");
            }
        }
    }

    /// <summary>Says how to give it a command; or which layer of another job the file was meant to be.</summary>
    private static string MissingHint(string name)
    {
        string[] folder = name.Split(".d/", 2);
        int dot = name.LastIndexOf('.');
        string ending = dot > 0 ? name[(dot + 1)..] : "";
        string owner = folder.Length > 1 ? folder[0] : dot > 0 ? name.Remove(dot) : name;
        return folder.Length > 1
            ? $"if it is to change {Quotation.Of(owner)}, the folder's name is {Quotation.Of(owner + ".toml.d")}"
            : NearestWord.Find(ending, ["override"]) is not null
            ? $"if it is to change {Quotation.Of(owner)}, the file's name is {Quotation.Of(owner + ".override.toml")}"
            : "write exec = [\"PROGRAM\"], or type = \"state\" for a job without a process";
    }

    private static void CheckInstances(JobEntry entry, JobDefinition job, DiagnosticList report)
    {
        if (job.Instances.Count > 0 && job.Instance?.SoleVariable is null)
        {
            string cause = job.Instance is null ? "\"instance\" is missing"
                : !job.Instance.Text.Contains('$', System.StringComparison.Ordinal)
                    ? "\"instance\" names no variable, so all would be the same one"
                : "\"instance\" is more than one variable, so it is not clear what each value is for";
            Report(entry, "instances", "missing-key", report,
                $"cannot use \"instances\": {cause}; write instance = \"$N\"");
        }
    }

    private static void CheckSockets(JobEntry entry, JobDefinition job, DiagnosticList report)
    {
        HashSet<ListenAddress> addresses = [];
        for (int at = 0; at < job.Listen.Count; at++)
        {
            ListenAddress address = job.Listen[at].Address;
            if (!addresses.Add(address))
            {
                Report(entry, "listen", "listed-twice", report,
                    $"cannot listen at {Quotation.Of(address.ToString())} twice: leave one out", at);
            }
        }
    }

    private static void Report(
        JobEntry entry, string key, string code, DiagnosticList report, string message, int index = -1)
    {
        (TomlSource source, TomlSpan span) = entry.PlaceOf(key, index);
        report.Cannot(code, source, span, message);
    }
}
