using System.Collections.Generic;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>
/// Jobs that are invalid exist all the same: one mistake in a file must not become a list of jobs and events that
/// nobody knows.
/// </summary>
internal static class InvalidJobs
{
    /// <summary>Gives a job in place of each that is invalid: it may be up, and it emits what its file says.</summary>
    public static IEnumerable<JobDefinition> StandIns(JobConfiguration configuration)
    {
        foreach (JobEntry job in configuration.Jobs)
        {
            if (job.Definition is null)
            {
                yield return new JobDefinition(job.Name)
                {
                    IsManual = true,
                    Type = JobType.State,
                    Emits = EmitsOf(job),
                };
            }
        }
    }

    /// <summary>Reports jobs that cannot start since what they need is invalid.</summary>
    public static void ReportNeeds(LintRun run)
    {
        foreach (JobDefinition job in run.Configuration.Definitions)
        {
            ReportNeeds(run, job.Name, GraphKey.Requires, job.Requires);
            ReportNeeds(run, job.Name, GraphKey.PartOf, job.PartOf);
        }
    }

    private static void ReportNeeds(LintRun run, string job, GraphKey key, ValueList<string> names)
    {
        for (int at = 0; at < names.Count; at++)
        {
            if (run.IsInvalid(names[at]))
            {
                (TomlSource source, TomlSpan span) = run.Entry(job).PlaceOf(key.Text(), at);
                run.Report.Cannot(
                    LintCodes.InvalidJob,
                    source,
                    span,
                    $"cannot use {Quotation.Of(names[at])} in {key.Text()}: that job is invalid; mend its file first");
            }
        }
    }

    /// <summary>What the file says; anything, where it cannot be read or what it says is wrong.</summary>
    private static ValueList<string> EmitsOf(JobEntry job)
    {
        if (job.Table.Count > 0 && job.Find("emits") is not TomlEntry)
        {
            return [];
        }

        if (job.Find("emits")?.Value is not TomlArray names)
        {
            return ["*"];
        }

        List<string> events = [];
        foreach (TomlValue name in names)
        {
            if (name is not TomlString text)
            {
                return ["*"];
            }

            events.Add(text.Value);
        }

        return [.. events];
    }
}
