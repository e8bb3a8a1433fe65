using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Config.Lints;

/// <summary>Looks for jobs that are given up before they can be ready.</summary>
internal static class StartTimeLint
{
    public static void Check(LintedJob job)
    {
        JobDefinition definition = job.Definition;
        if (definition.Ready is not Readiness.Alive(var alive) || alive < definition.StartTimeout)
        {
            return;
        }

        string isDefault = job.Entry.Find("start-timeout") is null ? " by default" : "";
        job.Warn(
            LintCodes.StartTime,
            "ready.alive",
            $"cannot be ready in time: ready.alive is {Duration.Format(alive)}, and start-timeout is "
                + $"{Duration.Format(definition.StartTimeout)}{isDefault}; make start-timeout the longer one");
    }
}
