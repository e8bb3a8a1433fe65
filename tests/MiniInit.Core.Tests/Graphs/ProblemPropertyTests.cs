using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Graphs;

public sealed class ProblemPropertyTests
{
    [Fact]
    public void A_cycle_is_told_exactly_where_there_is_one_and_it_is_the_shortest() =>
        Property.Holds(RandomJobs.Ordered, text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            GraphProblem.OrderCycle[] told = [.. graph.Problems.OfType<GraphProblem.OrderCycle>()];

            Assert.Equal(ReferenceGraph.HasCycle(reference.Jobs.Keys, reference.ComesAfter), told.Length > 0);
            AssertShortest([.. told.Select(problem => problem.Path)], reference.ComesAfter);
            Assert.All(told.SelectMany(problem => problem.Steps), step =>
                Assert.Equal(step.Other, reference.Jobs[step.Job].NamesUnder(step.Key)[step.Index]));
        });

    [Fact]
    public void A_cycle_of_part_of_is_told_exactly_where_there_is_one() => Property.Holds(RandomJobs.Parts, text =>
    {
        (JobGraph graph, ReferenceGraph reference) = Read(text);
        GraphProblem.PartOfCycle[] told = [.. graph.Problems.OfType<GraphProblem.PartOfCycle>()];

        Assert.Equal(ReferenceGraph.HasCycle(reference.Jobs.Keys, reference.PartOf), told.Length > 0);
        AssertShortest([.. told.Select(problem => problem.Path)], reference.PartOf);
    });

    [Fact]
    public void Each_name_without_a_job_is_told_once() => Property.Holds(RandomJobs.Any, text =>
    {
        (JobGraph graph, ReferenceGraph reference) = Read(text);
        var expected =
            from job in reference.Jobs.Values
            from key in GraphKeys.OfNames
            from named in job.NamesUnder(key).Select((name, at) => (name, at))
            where !reference.Jobs.ContainsKey(named.name)
            select (job.Name, key, named.at, named.name);

        Assert.Equal(
            expected.Order(),
            graph.Problems.OfType<GraphProblem.UnknownJob>()
                .Where(problem => problem.Key is not (GraphKey.StartOn or GraphKey.StopOn))
                .Select(problem => (problem.Job, problem.Key, problem.Index, problem.Name))
                .Order());
    });

    [Fact]
    public void Who_needs_two_jobs_that_conflict_is_told_or_needs_one_who_is() =>
        Property.Holds(RandomJobs.Conflicting, text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            Dictionary<string, string[]> needs =
                reference.Jobs.Keys.ToDictionary(job => job, job => ReferenceGraph.Reached(job, reference.Requires));
            string[] broken = [.. needs.Keys.Where(job =>
                reference.Conflicts.Any(pair => needs[job].Contains(pair.From) && needs[job].Contains(pair.To)))];
            GraphProblem.ConflictWithNeed[] told = [.. graph.Problems.OfType<GraphProblem.ConflictWithNeed>()];

            Assert.All(broken, job => Assert.Contains(told, problem => needs[job].Contains(problem.Job)));
            Assert.All(told, problem =>
            {
                Assert.Contains(problem.Job, broken);
                Assert.Contains((problem.First[^1], problem.Second[^1]), reference.Conflicts);
                AssertPath(problem.First);
                AssertPath(problem.Second);
                Assert.Equal(problem.Second[1], reference.Jobs[problem.Job].Requires[problem.Index]);
                Assert.DoesNotContain(needs[problem.Job], lower =>
                    !needs[lower].Contains(problem.Job)
                    && needs[lower].Contains(problem.First[^1])
                    && needs[lower].Contains(problem.Second[^1]));

                void AssertPath(ValueList<string> path)
                {
                    Assert.Equal(problem.Job, path[0]);
                    Assert.All(path.Zip(path.Skip(1)), step =>
                        Assert.True(reference.Requires.Contains(step) || step.Second == "…" || step.First == "…"));
                }
            });
        });

    [Fact]
    public void A_way_to_a_conflict_is_whole_where_needs_make_no_cycle() =>
        Property.Holds(RandomJobs.Conflicting, text =>
        {
            (JobGraph graph, ReferenceGraph reference) = Read(text);
            if (!ReferenceGraph.HasCycle(reference.Jobs.Keys, reference.Requires))
            {
                Assert.All(graph.Problems.OfType<GraphProblem.ConflictWithNeed>(), problem =>
                    Assert.DoesNotContain("…", problem.First.Concat(problem.Second)));
            }
        });

    [Fact]
    public void Exactly_the_jobs_that_nothing_starts_are_told() => Property.Holds(RandomJobs.Waiting, text =>
    {
        (JobGraph graph, ReferenceGraph reference) = Read(text);
        string[] unstarted = [.. reference.Jobs.Keys.Except(ReferenceStarts.Of(reference, withMissing: false))];
        string[] locked = [.. reference.Jobs.Keys.Except(ReferenceStarts.Of(reference, withMissing: true))];
        string[] unreachable = [.. graph.Problems.OfType<GraphProblem.Unreachable>().Select(problem => problem.Job)];
        WaitStep[][] cycles =
            [.. graph.Problems.OfType<GraphProblem.StartEventCycle>().Select(problem => problem.Steps.ToArray())];

        // Of a knot of jobs one cycle is told, so its other jobs are in no problem.
        Assert.Equal(locked.Length > 0, cycles.Length > 0);
        Assert.Empty(unreachable.Except(unstarted));
        Assert.Empty(unstarted.Except(unreachable).Except(locked));
        foreach (WaitStep[] steps in cycles)
        {
            Assert.Empty(steps.Select(step => step.Job).Except(locked));
            Assert.Empty(steps.Select(step => step.Job).Intersect(unreachable));
            Assert.Equal(steps.Select(step => step.Job).Skip(1).Append(steps[0].Job), steps.Select(step => step.Other));
            Assert.All(steps, step =>
                Assert.Equal(step.Operand, reference.Jobs[step.Job].StartOn!.Operands[step.Index].ToString()));
        }
    });

    private static void AssertShortest(ValueList<string>[] told, HashSet<(string From, string To)> edges)
    {
        Dictionary<(string From, string To), int> ways = ReferenceGraph.Distances(edges);
        string[] inCycles = [.. ways.Keys.Where(way => way.From == way.To).Select(way => way.From)];
        foreach (ValueList<string> path in told)
        {
            string[] knot = [.. inCycles.Where(job => job == path[0] || ways.ContainsKey((path[0], job))
                && ways.ContainsKey((job, path[0])))];

            Assert.Equal(knot.Min(job => ways[(job, job)]), path.Count);
            Assert.Equal(path.Count, path.Distinct().Count());
            Assert.Equal(path.Min(StringComparer.Ordinal), path[0]);
            Assert.All(path.Zip(path.Skip(1).Append(path[0])), edge => Assert.Contains(edge, edges));
            inCycles = [.. inCycles.Except(knot)];
        }

        Assert.Empty(inCycles);
    }

    private static (JobGraph Graph, ReferenceGraph Reference) Read(string text) =>
        (JobTexts.Graph(text), new ReferenceGraph(JobTexts.Jobs(text)));
}
