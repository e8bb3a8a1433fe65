using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Config.Lints;

/// <summary>Looks for keys that do nothing, each by itself right.</summary>
internal static class NoEffectLint
{
    private static readonly string[] s_fileKeys = ["max-size", "keep", "timestamps"];

    public static void Check(LintedJob job)
    {
        CheckStart(job);
        CheckStop(job);
        CheckLog(job);
        JobDefinition definition = job.Definition;
        if (JobCommands.Of(definition).All(command => command.Command is not JobCommand.Script))
        {
            Warn(job, "shell", "exec", "the job has no script", "leave it out");
        }

        if (definition.ReloadCommand is not null)
        {
            Warn(
                job, "reload-signal", "reload-exec", "\"reload-exec\" is run in its place", "leave one of them out");
        }
    }

    private static void CheckStart(LintedJob job)
    {
        JobDefinition definition = job.Definition;
        bool follows = definition.Ready is Readiness.Fork or Readiness.Daemon;
        if (!follows)
        {
            Warn(
                job, "pid-file", "ready", "only a job that puts itself into the background is found by it",
                "write ready = \"daemon\" or \"fork\" if it does, else leave it out");
        }

        // "fork" and "daemon" also say which process is the main one, and that holds for a task as well.
        if (definition.Type == JobType.Task && !follows && definition.Ready is not Readiness.Exec)
        {
            Warn(job, "ready", "type", "the start of a task is done when the task has ended", "leave it out");
        }

        if (definition.IsManual)
        {
            Warn(
                job, "start-on", "manual", "manual = true wins, so no event starts the job",
                "leave one of them out");
        }
    }

    private static void CheckStop(LintedJob job)
    {
        if (job.Definition.KillSignal == Signal.Kill)
        {
            Warn(
                job, "kill-timeout", "kill-signal", "KILL leaves nothing to wait for",
                "leave it out, or choose a signal that the program can handle");
        }
    }

    private static void CheckLog(LintedJob job)
    {
        JobDefinition definition = job.Definition;
        if (definition.Console != ConsoleMode.Log)
        {
            string console = definition.Console.ToString().ToLowerInvariant();
            Warn(
                job, "log", "console", $"console = \"{console}\" passes the output by it",
                "write console = \"log\", or leave it out");
            return;
        }

        bool mayHaveFile = definition.Log.File is not null || !job.Run.HasMainFile
            || !job.Run.Configuration.IsInitValid || job.Run.Configuration.Init.LogFolder is not null;
        foreach (string key in mayHaveFile ? [] : s_fileKeys)
        {
            Warn(
                job, "log." + key, "log.file", "there is no log file",
                "set log.file here or log-dir in [init], or leave it out");
        }
    }

    private static void Warn(LintedJob job, string key, string reason, string cause, string fix)
    {
        if (job.IsWrittenBeside(key, reason))
        {
            job.Warn(LintCodes.NoEffect, key, $"\"{key}\" has no effect: {cause}; {fix}");
        }
    }
}
