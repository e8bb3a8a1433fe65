using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Loading.Watching;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;

namespace MiniInit.Supervision.Configurations;

/// <summary>The configuration that is in effect, and how another takes its place.</summary>
internal sealed class RunningConfiguration(
    ConfigurationSource source, Supervisor supervisor, Starter starter, ConfigurationWatch watch, AwaitedFiles awaitedFiles,
    Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    /// <summary>What was read last; null before the first.</summary>
    public LoadedConfiguration? Current { get; private set; }

    /// <summary>When what only the reading needed is to be let go of; null if it was.</summary>
    public TimeSpan? LetGoAt { get; set; }

    /// <summary>Reads the files again.</summary>
    /// <param name="reason">Why, for the log.</param>
    public void Reload(string reason)
    {
        journal.Say(LogLevel.Info, "", $"reading the configuration again: {reason}");
        watch.TryAgain(LoopClock.Now.Monotonic);
        awaitedFiles.LookAgain();
        Take(source.Load());
    }

    /// <summary>Takes a configuration; the supervisor is told by an input.</summary>
    public void Take(LoadedConfiguration loaded)
    {
        foreach (ConfigurationProblem problem in source.TakeNew(loaded))
        {
            journal.Say(problem.Level, "", problem.Text);
        }

        Current = loaded;
        LetGoAt ??= LoopClock.Now.Monotonic + SupervisionLimits.LetGoAfter;
        (starter.Init, journal.Format) = (loaded.Init, loaded.LogFormat);
        SetLevel(loaded.LogLevel);
        inputs.Enqueue(loaded.Input);
    }

    /// <summary>The file that defines a job; null if that is not known.</summary>
    public string? FileOf(string job) => Current?.Files.GetValueOrDefault(job);

    /// <summary>What is wrong with the file of a job; null if nothing is, or there is no such job.</summary>
    public IReadOnlyList<string>? DiagnosticsOf(string job) => Current?.Diagnostics.GetValueOrDefault(job);

    /// <summary>The names of jobs, and of those that are invalid, sorted.</summary>
    /// <param name="valid">The jobs that there are, sorted.</param>
    public IReadOnlyList<string> AllNames(IReadOnlyList<string> valid)
    {
        if (Current is null or { Invalid.Count: 0 })
        {
            return valid;
        }

        SortedSet<string> names = new(valid, StringComparer.Ordinal);
        names.UnionWith(Current.Invalid);
        return new List<string>(names);
    }

    /// <summary>Sets how much is said, until the configuration is read again.</summary>
    public void SetLevel(LogLevel level) => (journal.Least, supervisor.Level) = (level, level);
}
