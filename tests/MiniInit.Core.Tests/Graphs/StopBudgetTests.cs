using System;
using System.Linq;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Tests.Graphs;

public sealed class StopBudgetTests
{
    [Fact]
    public void The_longest_chain_counts_and_begins_with_what_stops_first()
    {
        JobGraph graph = JobTexts.Graph("web: requires db, cache\ndb: after disk\ncache\ndisk\nbatch");

        // batch alone takes 7 s, web and cache 8 s, web, db and disk 9 s.
        AssertBudget(graph, ["web", "db", "disk"], 9, [("web", 3), ("db", 4), ("disk", 2), ("cache", 5), ("batch", 7)]);
        AssertBudget(graph, ["batch"], 20, [("web", 3), ("db", 4), ("disk", 2), ("cache", 5), ("batch", 20)]);
    }

    [Fact]
    public void Of_a_cycle_the_costliest_job_counts()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb: after a\nc: after b");

        AssertBudget(graph, ["c", "b"], 7, [("a", 5), ("b", 6), ("c", 1)]);
    }

    [Fact]
    public void Endless_times_add_up_to_an_endless_time()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb: after c\nc");

        Assert.Equal(TimeSpan.MaxValue, StopBudget.Of(graph, _ => TimeSpan.MaxValue).Total);
    }

    [Fact]
    public void Times_below_zero_are_none()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb");
        StopBudget budget = StopBudget.Of(
            graph, job => job.Name == "a" ? TimeSpan.FromSeconds(2) : TimeSpan.MinValue);

        Assert.Equal(TimeSpan.FromSeconds(2), budget.Total);
    }

    private static void AssertBudget(JobGraph graph, string[] chain, int seconds, (string Name, int Seconds)[] costs)
    {
        StopBudget budget = StopBudget.Of(
            graph,
            job => TimeSpan.FromSeconds(costs.Single(cost => cost.Name == job.Name).Seconds));

        Assert.Equal(chain, graph.Names(budget.Chain));
        Assert.Equal(TimeSpan.FromSeconds(seconds), budget.Total);
    }
}
