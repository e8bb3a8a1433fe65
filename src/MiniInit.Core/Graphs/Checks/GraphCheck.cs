using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks for all problems of a graph.</summary>
internal static class GraphCheck
{
    /// <summary>Gives the problems, sorted by job, key and place.</summary>
    /// <param name="graph">The graph, but for its problems.</param>
    /// <param name="outsideEvents">Names or globs of events that come from outside.</param>
    public static ImmutableArray<GraphProblem> Run(JobGraph graph, IEnumerable<string> outsideEvents)
    {
        List<GraphProblem> problems = [];
        WordSuggestions suggestions = new();
        NameCheck.Run(graph, suggestions, problems);
        CycleCheck.Run(graph, problems);
        ConflictCheck.Run(graph, problems);
        MainCheck.Run(graph, problems);
        WaitReader waits = new(graph, new KnownEvents(graph.Jobs, outsideEvents));
        WaitCheck.Run(graph, waits, suggestions, problems);
        StartCheck.Run(graph, waits, problems);
        return Sorted(problems);
    }

    /// <summary>Sorts without changing the order of what is equal.</summary>
    private static ImmutableArray<GraphProblem> Sorted(List<GraphProblem> problems)
    {
        int[] order = new int[problems.Count];
        for (int at = 0; at < order.Length; at++)
        {
            order[at] = at;
        }

        order.AsSpan().Sort((a, b) =>
            Compare(problems[a], problems[b]) is not 0 and int difference ? difference : a - b);
        return ImmutableArray.Create(Array.ConvertAll(order, at => problems[at]));
    }

    private static int Compare(GraphProblem one, GraphProblem other)
    {
        int difference = string.CompareOrdinal(one.Job, other.Job);
        difference = difference != 0 ? difference : (int)one.Key - (int)other.Key;
        return difference != 0 ? difference : one.Index - other.Index;
    }
}
