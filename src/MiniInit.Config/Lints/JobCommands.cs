using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Config.Lints;

/// <summary>All commands of a job with the keys they are written under.</summary>
internal static class JobCommands
{
    /// <summary>Gives the commands that are there, scripts as well.</summary>
    public static IEnumerable<(string Key, JobCommand Command)> Of(JobDefinition job)
    {
        (string Key, JobCommand? Command)[] all =
        [
            (KeyOf(job.Command), job.Command),
            ("pre-start." + KeyOf(job.PreStart?.Command), job.PreStart?.Command),
            ("post-start." + KeyOf(job.PostStart?.Command), job.PostStart?.Command),
            ("pre-stop." + KeyOf(job.PreStop?.Command), job.PreStop?.Command),
            ("post-stop." + KeyOf(job.PostStop?.Command), job.PostStop?.Command),
            ("reload-exec", job.ReloadCommand),
            ("ready.exec", ((job.Ready as Readiness.Probed)?.Probe as Probe.Run)?.Command),
            ("health.exec", (job.Health?.Probe as Probe.Run)?.Command),
        ];
        foreach ((string key, JobCommand? command) in all)
        {
            if (command is not null)
            {
                yield return (key, command);
            }
        }
    }

    private static string KeyOf(JobCommand? command) => command is JobCommand.Script ? "script" : "exec";
}
