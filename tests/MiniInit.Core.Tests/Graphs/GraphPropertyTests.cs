using System;
using System.Linq;
using FsCheck.Fluent;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Tests.Graphs;

public sealed class GraphPropertyTests
{
    [Fact]
    public void A_stop_takes_as_long_as_its_longest_chain() => Property.Holds(
        RandomJobs.Ordered.Where(text => !HasCycle(text)),
        text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            StopBudget budget = StopBudget.Of(
                graph, job => TimeSpan.FromSeconds(Cost(job.Name)));
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

    private static (JobGraph Graph, ReferenceGraph Reference) Read(string text) =>
        (JobTexts.Graph(text), new ReferenceGraph(JobTexts.Jobs(text)));
}
