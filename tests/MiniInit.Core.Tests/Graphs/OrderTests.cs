using System.Collections.Immutable;
using System.Linq;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Tests.Graphs;

public sealed class OrderTests
{
    [Fact]
    public void What_is_needed_starts_first_and_stops_last()
    {
        JobGraph graph = JobTexts.Graph(
            "web: requires db, cache\ndb: after disk\ncache\ndisk\nlog: before disk, cache");

        Assert.Equal("log | cache disk | db | web", Text(graph, start: true));
        Assert.Equal("web | db | cache disk | log", Text(graph, start: false));
    }

    [Fact]
    public void Jobs_without_order_among_them_go_in_parallel() =>
        Assert.Equal("a b c", Text(JobTexts.Graph("a: wants b\nb: conflicts c\nc: part-of a"), start: true));

    [Fact]
    public void Only_order_among_the_given_jobs_counts()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb: after c\nc");

        Assert.Equal([["a", "c"]], graph.StartOrder([0, 2]).Select(layer => graph.Names(layer)));
        Assert.Equal([["b"], ["a"]], graph.StartOrder([1, 0, 1]).Select(layer => graph.Names(layer)));
    }

    [Fact]
    public void Jobs_in_a_cycle_go_together_and_keep_their_order_with_others()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb: after c, first\nc: after a\nfirst\nlast: after c");

        Assert.Equal("first | a b c | last", Text(graph, start: true));
    }

    [Fact]
    public void A_part_of_a_cycle_is_no_cycle()
    {
        JobGraph graph = JobTexts.Graph("a: after b\nb: after c\nc: after a");

        Assert.Equal([["b"], ["a"]], graph.StartOrder([0, 1]).Select(layer => graph.Names(layer)));
    }

    [Fact]
    public void A_start_brings_up_what_is_required_and_wanted_and_so_on()
    {
        JobGraph graph = JobTexts.Graph("a: requires b; after x\nb: wants c\nc: requires a\nd: requires a\nx");

        Assert.Equal(["a", "b", "c"], graph.Names(graph.StartClosure(0)));
        Assert.Equal(["a", "b", "c", "d"], graph.Names(graph.StartClosure(3)));
        Assert.Equal(["x"], graph.Names(graph.StartClosure(4)));
    }

    [Fact]
    public void A_stop_takes_along_what_requires_the_job_and_its_parts_and_so_on()
    {
        JobGraph graph = JobTexts.Graph("a: requires b\nb\nc: part-of a\nd: wants c\ne: requires c; conflicts a");

        Assert.Equal(["a", "b", "c", "e"], graph.Names(graph.StopClosure(1)));
        Assert.Equal(["c", "e"], graph.Names(graph.StopClosure(2)));
        Assert.Equal(["d"], graph.Names(graph.StopClosure(3)));
    }

    private static string Text(JobGraph graph, bool start)
    {
        int[] all = [.. Enumerable.Range(0, graph.Jobs.Length)];
        ImmutableArray<ImmutableArray<int>> order = start ? graph.StartOrder(all) : graph.StopOrder(all);
        return string.Join(" | ", order.Select(layer => string.Join(' ', graph.Names(layer))));
    }
}
