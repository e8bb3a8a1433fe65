using System;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Tests.Graphs;

public sealed class JobGraphTests
{
    [Fact]
    public void Jobs_are_sorted_by_name_byte_by_byte_whatever_their_order_was()
    {
        JobGraph graph = JobTexts.Graph("web\nZoo\ndb\nnet/apache");

        Assert.Equal(["Zoo", "db", "net/apache", "web"], graph.Jobs.Select(job => job.Name));
        Assert.Equal(1, graph.IndexOf("db"));
        Assert.Equal(-1, graph.IndexOf("DB"));
    }

    [Fact]
    public void Of_two_jobs_with_one_name_the_later_counts()
    {
        JobGraph graph = JobTexts.Graph("web: requires db\ndb\nweb: wants db");

        Assert.Equal(2, graph.Jobs.Length);
        Assert.Empty(graph.NeighboursOf(graph.IndexOf("web"), JobRelation.Requires));
        Assert.Single(graph.NeighboursOf(graph.IndexOf("web"), JobRelation.Wants));
    }

    [Fact]
    public void A_graph_without_jobs_is_a_graph()
    {
        JobGraph graph = JobGraph.Build([]);

        Assert.Empty(graph.Jobs);
        Assert.Empty(graph.Problems);
        Assert.Equal(TimeSpan.Zero, StopBudget.Of(graph, _ => TimeSpan.FromSeconds(1)).Total);
    }

    [Theory]
    [InlineData("a: requires b\nb", JobRelation.Requires, JobRelation.RequiredBy)]
    [InlineData("a: wants b\nb", JobRelation.Wants, JobRelation.WantedBy)]
    [InlineData("a: after b\nb", JobRelation.ComesAfter, JobRelation.ComesBefore)]
    [InlineData("a\nb: before a", JobRelation.ComesAfter, JobRelation.ComesBefore)]
    [InlineData("a: requires b\nb", JobRelation.ComesAfter, JobRelation.ComesBefore)]
    [InlineData("a: part-of b\nb", JobRelation.PartOf, JobRelation.Parts)]
    [InlineData("a: conflicts b\nb", JobRelation.Conflicts, JobRelation.Conflicts)]
    [InlineData("a\nb: conflicts a", JobRelation.Conflicts, JobRelation.Conflicts)]
    public void A_key_makes_neighbours_both_ways(string jobs, JobRelation there, JobRelation back)
    {
        JobGraph graph = JobTexts.Graph(jobs);

        Assert.Equal("b", Assert.Single(graph.NeighboursOf(0, there)));
        Assert.Equal("a", Assert.Single(graph.NeighboursOf(1, back)));
    }

    [Fact]
    public void Wants_and_conflicts_and_part_of_make_no_order()
    {
        JobGraph graph = JobTexts.Graph("a: wants b; conflicts c; part-of d\nb\nc\nd");

        Assert.Empty(graph.NeighboursOf(0, JobRelation.ComesAfter));
        Assert.Empty(graph.NeighboursOf(0, JobRelation.ComesBefore));
    }

    [Fact]
    public void A_neighbour_that_is_named_twice_is_one_neighbour()
    {
        JobGraph graph = JobTexts.Graph("a: requires b, b; after b; conflicts b\nb: before a; conflicts a");

        Assert.Single(graph.NeighboursOf(0, JobRelation.Requires));
        Assert.Single(graph.NeighboursOf(0, JobRelation.ComesAfter));
        Assert.Single(graph.NeighboursOf(1, JobRelation.Conflicts));
    }

    [Fact]
    public void Names_without_a_job_and_a_job_itself_are_no_neighbours()
    {
        JobGraph graph = JobTexts.Graph(
            "a: requires a, x; wants a, x; after a, x; before a, x; conflicts a, x; part-of a, x");

        Assert.All(Enum.GetValues<JobRelation>(), relation => Assert.Empty(graph.NeighboursOf(0, relation)));
    }

    [Fact]
    public void Neighbours_are_in_the_order_of_the_names()
    {
        JobGraph graph = JobTexts.Graph("web: requires z, a, m\nz\na\nm");

        Assert.Equal(["a", "m", "z"], graph.NeighboursOf(graph.IndexOf("web"), JobRelation.Requires));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void An_index_that_is_no_jobs_is_refused(int index)
    {
        JobGraph graph = JobTexts.Graph("a");

        Assert.Throws<ArgumentOutOfRangeException>(() => graph.Neighbours(index, JobRelation.Wants).Length);
    }

    [Fact]
    public void The_order_in_which_jobs_are_handed_in_makes_no_difference()
    {
        JobDefinition[] jobs = JobTexts.Jobs(
            "web: requires db, nope\ndb: after cache\ncache: after web\nx: part-of y\ny: wants x");
        JobGraph forward = JobGraph.Build(jobs);
        JobGraph backward = JobGraph.Build(jobs.Reverse());

        Assert.Equal(2, forward.Problems.Length);
        Assert.Equal(forward.Jobs, backward.Jobs);
        Assert.Equal(forward.Problems, backward.Problems);
    }
}
