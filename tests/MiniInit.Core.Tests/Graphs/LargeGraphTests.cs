using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiniInit.Core.Events;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Tests.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>Ten thousand jobs on a small stack: nothing recurses from job to job or takes their square.</summary>
public sealed class LargeGraphTests
{
    private const int Count = 10_000;
    private const int StackBytes = 128 * 1024;

    [Fact]
    public void A_chain_of_ten_thousand_jobs_fits_a_small_stack() => OnSmallStack(() =>
    {
        JobGraph graph = JobGraph.Build(Numbered(job => job with { Requires = Next(job), PartOf = Next(job) }));

        Assert.Empty(graph.Problems);
        Assert.Equal(TimeSpan.FromSeconds(Count), StopBudget.Of(graph, _ => TimeSpan.FromSeconds(1)).Total);
    });

    [Fact]
    public void A_star_of_ten_thousand_jobs_fits_a_small_stack() => OnSmallStack(() =>
    {
        JobGraph graph = JobGraph.Build(
            Numbered(job => job with { Requires = job.Name == Name(0) ? [] : [Name(0)], Conflicts = [Name(Count)] })
            .Append(new JobDefinition("hub") { Wants = [.. Enumerable.Range(0, Count).Select(Name)] })
            .Append(new JobDefinition(Name(Count)) { IsManual = true }));

        Assert.Empty(graph.Problems);
        Assert.Equal(Count, graph.Neighbours(graph.IndexOf(Name(Count)), JobRelation.Conflicts).Length);
    });

    [Fact]
    public void A_ring_of_ten_thousand_jobs_is_one_cycle_with_a_readable_message() => OnSmallStack(() =>
    {
        JobGraph graph = JobGraph.Build(Numbered(job => job with { After = Next(job, ring: true) }));
        GraphProblem.OrderCycle cycle = Assert.IsType<GraphProblem.OrderCycle>(Assert.Single(graph.Problems));

        Assert.Equal(Count, cycle.Path.Count);
        Assert.InRange(cycle.Message.Length, 100, 1000);
    });

    [Fact]
    public void Ten_thousand_jobs_that_wait_for_the_next_fit_a_small_stack() => OnSmallStack(() =>
    {
        JobGraph open = JobGraph.Build(Numbered(job => job with { StartOn = OnNext(job, ring: false) }));
        JobGraph locked = JobGraph.Build(Numbered(job => job with { StartOn = OnNext(job, ring: true) }));
        JobGraph missing = JobGraph.Build(
            Numbered(job => job with { StartOn = OnNext(job, ring: false) ?? Texts.Expression("never") }));

        Assert.Empty(open.Problems);
        Assert.Equal(Count, Assert.IsType<GraphProblem.StartEventCycle>(Assert.Single(locked.Problems)).Steps.Count);
        Assert.Equal(Count, missing.Problems.OfType<GraphProblem.Unreachable>().Count());
    });

    [Fact]
    public void Ten_thousand_conflicts_far_down_are_found() => OnSmallStack(() =>
    {
        // Each job requires the next, so all need the last, and conflict with it.
        JobGraph graph = JobGraph.Build(
            Numbered(job => job with { Requires = Next(job), Conflicts = [Name(Count - 1)], IsManual = true }));

        GraphProblem.ConflictWithNeed first = graph.Problems.OfType<GraphProblem.ConflictWithNeed>().First();
        Assert.Equal(Count - 1, graph.Problems.OfType<GraphProblem.ConflictWithNeed>().Count());
        Assert.Equal([Name(0)], first.First);
        Assert.Equal(GraphLimits.MaximumNeedPath, first.Second.Count);
        Assert.Equal("…", first.Second[^2]);
        Assert.Equal(Name(Count - 1), first.Second[^1]);
    });

    [Fact]
    public void Ten_thousand_mistyped_names_are_told_and_the_first_with_a_suggestion() => OnSmallStack(() =>
    {
        JobGraph graph = JobGraph.Build(Numbered(job => job with { Requires = [job.Name + "x"] }));
        GraphProblem.UnknownJob[] told = [.. graph.Problems.Cast<GraphProblem.UnknownJob>()];

        Assert.Equal(Count, told.Length);
        Assert.Equal(Name(0), told[0].Nearest);
        Assert.Null(told[^1].Nearest);
    });

    private static void OnSmallStack(Action test)
    {
        Exception? failure = null;
        Thread small = new(() => failure = Record.Exception(test), StackBytes);
        small.Start();
        small.Join();
        Assert.Null(failure);
    }

    private static IEnumerable<JobDefinition> Numbered(Func<JobDefinition, JobDefinition> with) =>
        Enumerable.Range(0, Count).Select(number => with(new JobDefinition(Name(number))));

    private static string Name(int number) => $"job-{number:D5}";

    private static ValueList<string> Next(JobDefinition job, bool ring = false)
    {
        int next = int.Parse(job.Name.AsSpan("job-".Length)) + 1;
        return next < Count ? [Name(next)] : ring ? [Name(0)] : [];
    }

    private static EventExpression? OnNext(JobDefinition job, bool ring) =>
        Next(job, ring) is [string next] ? Texts.Expression($"started {next} or job:{next}") : null;
}
