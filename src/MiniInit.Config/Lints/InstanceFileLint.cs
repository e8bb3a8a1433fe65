using MiniInit.Core.Jobs;

namespace MiniInit.Config.Lints;

/// <summary>Looks for files that all instances of a job would share: paths are taken as they are.</summary>
internal static class InstanceFileLint
{
    public static void Check(LintedJob job)
    {
        JobDefinition definition = job.Definition;
        if (definition.Instance is null)
        {
            return;
        }

        if (definition is { Console: ConsoleMode.Log, Log.File: not null })
        {
            job.Warn(
                LintCodes.SharedByInstances,
                "log.file",
                $"cannot keep the logs of the instances of {job.Quoted} apart: this is one file for all of them; "
                    + "leave it out and set log-dir in [init]");
        }

        if (definition is { PidFile: not null, Ready: Readiness.Fork or Readiness.Daemon })
        {
            job.Warn(
                LintCodes.SharedByInstances,
                "pid-file",
                $"cannot tell the instances of {job.Quoted} apart: this is one file for all of them; "
                    + "let the program stay in the foreground, and leave out \"ready\" and \"pid-file\"");
        }
    }
}
