using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks for jobs that come after each other, or are part of each other. Of each knot one is told.</summary>
internal static class CycleCheck
{
    /// <summary>Adds the cycles of order and of <c>part-of</c>.</summary>
    public static void Run(JobGraph graph, List<GraphProblem> problems)
    {
        foreach (int[] cycle in Cycles(graph.Links[JobRelation.ComesAfter]))
        {
            problems.Add(new GraphProblem.OrderCycle(Names(graph, cycle), Steps(graph, cycle, OrderReason)));
        }

        foreach (int[] cycle in Cycles(graph.Links[JobRelation.PartOf]))
        {
            problems.Add(new GraphProblem.PartOfCycle(Names(graph, cycle), Steps(graph, cycle, PartOfReason)));
        }
    }

    /// <summary>Gives the shortest cycle of each component that has one.</summary>
    public static IEnumerable<int[]> Cycles(Adjacency edges)
    {
        Components components = Components.In(edges);
        ShortestCycle shortest = new(edges, components);
        for (int component = 0; component < components.Count; component++)
        {
            int[] cycle = shortest.In(component);
            if (cycle.Length > 0)
            {
                yield return cycle;
            }
        }
    }

    private static ValueList<string> Names(JobGraph graph, int[] cycle) =>
        ValueList.Create<string>(Array.ConvertAll(cycle, job => graph.Jobs[job].Name));

    private static ValueList<OrderStep> Steps(
        JobGraph graph, int[] cycle, Func<JobDefinition, JobDefinition, OrderStep> reason)
    {
        OrderStep[] steps = new OrderStep[cycle.Length];
        for (int at = 0; at < cycle.Length; at++)
        {
            steps[at] = reason(graph.Jobs[cycle[at]], graph.Jobs[cycle[(at + 1) % cycle.Length]]);
        }

        return ValueList.Create<OrderStep>(steps);
    }

    private static OrderStep OrderReason(JobDefinition later, JobDefinition earlier) =>
        Find(later, GraphKey.Requires, earlier)
        ?? Find(later, GraphKey.After, earlier)
        ?? Find(earlier, GraphKey.Before, later)
        ?? throw new UnreachableException();

    private static OrderStep PartOfReason(JobDefinition part, JobDefinition whole) =>
        Find(part, GraphKey.PartOf, whole) ?? throw new UnreachableException();

    private static OrderStep? Find(JobDefinition job, GraphKey key, JobDefinition other)
    {
        ValueList<string> names = job.NamesUnder(key);
        for (int at = 0; at < names.Count; at++)
        {
            if (names[at] == other.Name)
            {
                return new(job.Name, key, at, other.Name);
            }
        }

        return null;
    }
}
