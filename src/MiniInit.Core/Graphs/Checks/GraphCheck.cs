using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

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
        return
        [
            .. problems
                .OrderBy(problem => problem.Job, StringComparer.Ordinal)
                .ThenBy(problem => problem.Key)
                .ThenBy(problem => problem.Index),
        ];
    }
}
