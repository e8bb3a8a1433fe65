using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck.Fluent;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Tests.Graphs;

public sealed class GraphPropertyTests
{
    [Fact]
    public void A_start_order_has_each_job_once_and_as_early_as_the_order_allows() => Property.Holds(
        from text in RandomJobs.Ordered
        from seed in Gen.Choose(0, int.MaxValue)
        select (text, seed),
        sample =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(sample.text);
            int[] chosen = [.. Enumerable.Range(0, graph.Jobs.Length).Where(job => (sample.seed >> job & 1) == 0)];
            string[][] layers = [.. graph.StartOrder(chosen).Select(layer => graph.Names(layer))];
            (string From, string To)[] edges = [.. Among(reference.ComesAfter, graph.Names(chosen))];
            Dictionary<(string From, string To), int> ways = ReferenceGraph.Distances(edges);

            Assert.Equal(graph.Names(chosen).Order(), layers.SelectMany(layer => layer).Order());
            Assert.DoesNotContain(layers, layer => layer.Length == 0);
            Assert.All(edges, edge =>
                Assert.True(
                    Layer(edge.From) > Layer(edge.To)
                    || (ways.ContainsKey((edge.To, edge.From)) && Layer(edge.From) == Layer(edge.To))));
            Assert.All(graph.Names(chosen), job =>
                Assert.True(Layer(job) == 0 || ways.Keys.Any(e => e.From == job && Layer(e.To) == Layer(job) - 1)));

            int Layer(string job) => Array.FindIndex(layers, layer => layer.Contains(job));
        });

    [Fact]
    public void A_stop_order_is_the_start_order_backwards() => Property.Holds(RandomJobs.Ordered, text =>
    {
        JobGraph graph = JobTexts.Graph(text);
        int[] all = [.. Enumerable.Range(0, graph.Jobs.Length)];

        Assert.Equal(graph.StartOrder(all).Reverse(), graph.StopOrder(all));
    });

    [Fact]
    public void Closures_have_all_that_is_reached_and_nothing_else() => Property.Holds(RandomJobs.Any, text =>
    {
        (JobGraph graph, ReferenceGraph reference) = Read(text);
        for (int job = 0; job < graph.Jobs.Length; job++)
        {
            string name = graph.Jobs[job].Name;
            Assert.Equal(
                ReferenceGraph.Reached(name, reference.Requires.Concat(reference.Wants)),
                graph.Names(graph.StartClosure(job)));
            Assert.Equal(
                ReferenceGraph.Reached(name, reference.Requires.Concat(reference.PartOf).Select(ReferenceGraph.Turn)),
                graph.Names(graph.StopClosure(job)));
        }
    });

    [Fact]
    public void A_stop_takes_as_long_as_its_longest_chain() => Property.Holds(
        RandomJobs.Ordered.Where(text => !HasCycle(text)),
        text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            StopBudget budget = StopBudget.Of(
                graph, Enumerable.Range(0, graph.Jobs.Length), job => TimeSpan.FromSeconds(Cost(job.Name)));
            string[] chain = graph.Names(budget.Chain);

            Assert.Equal(reference.Jobs.Keys.Select(Longest).DefaultIfEmpty(0).Max(), budget.Total.TotalSeconds);
            Assert.Equal(chain.Sum(Cost), budget.Total.TotalSeconds);
            Assert.All(chain.Zip(chain.Skip(1)), edge => Assert.Contains(edge, reference.ComesAfter));

            int Longest(string job) => Cost(job)
                + reference.ComesAfter.Where(e => e.From == job).Select(e => Longest(e.To)).DefaultIfEmpty(0).Max();
            static int Cost(string job) => 1 + ((job[0] - 'a') % 3);
        });

    [Fact]
    public void Whatever_the_definitions_say_the_graph_is_built_and_says_the_same_of_any_order_of_them() =>
        Property.Holds(RandomJobs.Any, text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            JobGraph again = JobGraph.Build(reference.Jobs.Values.Reverse());

            Assert.Equal(graph.Jobs, again.Jobs);
            Assert.Equal(graph.Problems, again.Problems);
            Assert.All(graph.Problems, AssertUsable);
            Assert.Equal(
                graph.Problems.OrderBy(p => p.Job, StringComparer.Ordinal).ThenBy(p => p.Key).ThenBy(p => p.Index),
                graph.Problems);

            void AssertUsable(GraphProblem problem)
            {
                Assert.Contains(problem.Job, reference.Jobs.Keys);
                Assert.StartsWith("cannot ", problem.Message, StringComparison.Ordinal);
                Assert.Contains(": ", problem.Message, StringComparison.Ordinal);
                Assert.Contains("; ", problem.Message, StringComparison.Ordinal);
            }
        });

    private static bool HasCycle(string text)
    {
        ReferenceGraph reference = new(JobTexts.Jobs(text));
        return ReferenceGraph.HasCycle(reference.Jobs.Keys, reference.ComesAfter);
    }

    private static IEnumerable<(string From, string To)> Among(
        IEnumerable<(string From, string To)> edges, string[] names) =>
        edges.Where(e => names.Contains(e.From) && names.Contains(e.To)).Distinct();

    private static (JobGraph Graph, ReferenceGraph Reference) Read(string text) =>
        (JobTexts.Graph(text), new ReferenceGraph(JobTexts.Jobs(text)));
}
