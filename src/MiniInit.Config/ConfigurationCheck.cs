using System;
using System.Collections.Generic;
using MiniInit.Config.Layers;
using MiniInit.Config.Lints;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;

namespace MiniInit.Config;

/// <summary>
/// Looks at a configuration as a whole: what jobs say of each other, and what works but is hardly meant.
/// </summary>
public static class ConfigurationCheck
{
    /// <summary>Checks a configuration.</summary>
    /// <param name="configuration">What was read.</param>
    /// <param name="files">The files it was read from.</param>
    /// <param name="outsideEvents">Names or globs of events from outside, for which jobs may wait.</param>
    /// <returns>The same configuration with all that is wrong, also what reading it has found.</returns>
    public static JobConfiguration Run(
        JobConfiguration configuration, IEnumerable<SourceFile> files, IEnumerable<string> outsideEvents)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(outsideEvents);

        LintRun run = CheckGraph(configuration, [.. files], outsideEvents);
        foreach (JobEntry entry in configuration.Jobs)
        {
            if (entry.Definition is JobDefinition job)
            {
                CheckJob(new LintedJob(run, entry, job));
            }
        }

        StopTimeLint.Check(run);
        SharedPlaceLint.Check(run);
        SecretLint.Check(run);
        return configuration.With(run.Report.Finish());
    }

    /// <summary>Looks only for what is wrong: for init, which runs what works whether it is meant or not.</summary>
    /// <param name="configuration">What was read.</param>
    /// <param name="files">The files it was read from.</param>
    /// <returns>The same configuration with the errors that jobs make together.</returns>
    public static JobConfiguration RunGraph(JobConfiguration configuration, IReadOnlyList<SourceFile> files)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(files);

        // Any event may still come, by a client.
        LintRun run = CheckGraph(configuration, files, ["*"]);
        HashSet<Diagnostic> before = [.. configuration.Diagnostics];
        List<Diagnostic> found = new(run.Report.Finish());
        found.RemoveAll(diagnostic => diagnostic.Severity != Severity.Error && !before.Contains(diagnostic));
        return configuration.With(found);
    }

    private static LintRun CheckGraph(
        JobConfiguration configuration, IReadOnlyList<SourceFile> files, IEnumerable<string> outsideEvents)
    {
        JobGraph graph = JobGraph.Build(
            [.. configuration.Definitions, .. InvalidJobs.StandIns(configuration)], outsideEvents);
        LintRun run = new(configuration, graph, files);
        GraphProblems.Report(run);
        InvalidJobs.ReportNeeds(run);
        return run;
    }

    private static void CheckJob(LintedJob job)
    {
        RespawnLint.Check(job);
        ExpressionLint.Check(job);
        ScriptLint.Check(job);
        CommandLint.Check(job);
        NoEffectLint.Check(job);
        MisplacedKeyLint.Check(job);
        StartTimeLint.Check(job);
        InstanceFileLint.Check(job);
    }
}
