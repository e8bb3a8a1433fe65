using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>
/// Looks whether jobs get the time to stop that their files give them: a shutdown ends all that is left when its own
/// time is over. Only what is written counts, since a default is nobody's wish.
/// </summary>
internal sealed class StopTimeLint
{
    private static readonly string[] s_keys = ["pre-stop.timeout", "kill-timeout", "post-stop.timeout"];

    private readonly LintRun _run;
    private readonly TimeSpan _limit;

    private StopTimeLint(LintRun run)
    {
        _run = run;
        _limit = run.Configuration.Init.ShutdownTimeout;
    }

    public static void Check(LintRun run)
    {
        if (!run.Configuration.IsInitValid)
        {
            return; // shutdown-timeout is not known
        }

        StopTimeLint lint = new(run);
        HashSet<string> reported = lint.CheckChain();
        foreach (JobDefinition job in run.Configuration.Definitions)
        {
            if (!reported.Contains(job.Name))
            {
                lint.CheckOne(job);
            }
        }
    }

    private string Limit =>
        $"shutdown-timeout is {Duration.Format(_limit)}"
        + (_run.Configuration.InitTable.TryGetValue("shutdown-timeout", out _) ? "" : " by default");

    private void CheckOne(JobDefinition job)
    {
        (string Key, TimeSpan Span)[] parts = [.. Written(job)];
        TimeSpan total = Total(parts);
        if (total <= _limit)
        {
            return;
        }

        string sum = string.Join(" + ", parts.Select(part => $"{part.Key} {Duration.Format(part.Span)}"));
        string equals = parts.Length > 1 ? $" is {Duration.Format(total)}" : "";
        (TomlSource source, TomlSpan span) = _run.Entry(job.Name).PlaceOf(parts.MaxBy(part => part.Span).Key);
        _run.Report.Warn(
            LintCodes.StopTime,
            source,
            span,
            $"cannot give {Quotation.Of(job.Name)} all its time to stop: {sum}{equals}, and {Limit}; "
                + Fix(parts.Length > 1 ? "these" : parts[0].Key));
    }

    /// <summary>Looks at the longest chain of jobs that stop in a row; gives those that it tells of.</summary>
    private HashSet<string> CheckChain()
    {
        // A task that others come after has ended by the time they run.
        StopBudget budget = StopBudget.Of(
            _run.Graph,
            job => job.Type == JobType.Task ? TimeSpan.Zero : Total(Written(job)));
        (JobDefinition Job, TimeSpan Span)[] steps =
        [
            .. budget.Chain.Select(index => _run.Graph.Jobs[index])
                .Where(job => job.Type != JobType.Task)
                .Select(job => (job, Total(Written(job))))
                .Where(step => step.Item2 > TimeSpan.Zero),
        ];
        if (budget.Total <= _limit || steps.Length < 2)
        {
            return [];
        }

        IEnumerable<string> shown = steps.Take(GraphLimits.MaximumShown)
            .Select(step => $"{Quotation.Of(step.Job.Name)} {Duration.Format(step.Span)}");
        int more = steps.Length - GraphLimits.MaximumShown;
        string chain = string.Join(", then ", shown) + (more > 0 ? $", and {more} more" : "");
        (TomlSource source, TomlSpan span) = PlaceOfChain(steps[0].Job);
        _run.Report.Warn(
            LintCodes.StopTime,
            source,
            span,
            $"cannot give all jobs their time to stop: {chain} is {Duration.Format(budget.Total)} in a row, and "
                + $"{Limit}; {Fix("these")}");
        return [.. steps.Select(step => step.Job.Name)];
    }

    private (TomlSource Source, TomlSpan Span) PlaceOfChain(JobDefinition first) =>
        _run.Configuration.InitTable.TryGetEntry("shutdown-timeout", out TomlEntry entry)
            ? (entry.Value.Source!, entry.KeySpan)
            : _run.Entry(first.Name).PlaceOf(Written(first).MaxBy(part => part.Span).Key);

    private static string Fix(string lower) =>
        $"raise shutdown-timeout in [init], and the time that whoever stops the container waits, or lower {lower}";

    private IEnumerable<(string Key, TimeSpan Span)> Written(JobDefinition job)
    {
        JobEntry entry = _run.Entry(job.Name);
        TimeSpan[] spans =
            [job.PreStop?.Timeout ?? default, job.KillTimeout, job.PostStop?.Timeout ?? default];
        for (int at = 0; at < s_keys.Length; at++)
        {
            if (entry.Definition is not null && entry.Find(s_keys[at]) is not null && spans[at] > TimeSpan.Zero)
            {
                yield return (s_keys[at], spans[at]);
            }
        }
    }

    private static TimeSpan Total(IEnumerable<(string Key, TimeSpan Span)> parts) =>
        parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Span);
}
