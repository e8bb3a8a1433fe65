using MiniInit.Core.Jobs;

namespace MiniInit.Config.Lints;

/// <summary>Looks for details of respawning where nothing is respawned.</summary>
internal static class RespawnLint
{
    public static void Check(LintedJob job)
    {
        if (job.Definition.Respawn != RespawnPolicy.Never)
        {
            return;
        }

        string policy = job.Definition.Type == JobType.Task ? "\"on-failure\"" : "true";
        foreach (string key in (string[])["respawn-delay", "respawn-limit"])
        {
            if (job.IsWrittenBeside(key, "respawn"))
            {
                job.Warn(
                    LintCodes.NoEffect,
                    key,
                    $"\"{key}\" has no effect: the job is not respawned; write respawn = {policy}, or leave it out");
            }
        }
    }
}
