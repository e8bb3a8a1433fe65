using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks for jobs that cannot be up together but would have to.</summary>
internal static class ConflictCheck
{
    /// <summary>Adds the conflicts among what a job requires, and among what starts at boot.</summary>
    public static void Run(JobGraph graph, List<GraphProblem> problems)
    {
        List<Edge> pairs = [];
        for (int first = 0; first < graph.Jobs.Length; first++)
        {
            foreach (int second in graph.Links[JobRelation.Conflicts][first])
            {
                if (first < second)
                {
                    pairs.Add(new(first, second));
                }
            }
        }

        if (pairs.Count > 0)
        {
            new NeedConflicts(graph).AddTo(problems, pairs);
            AddAtBoot(graph, pairs, problems);
        }
    }

    private static void AddAtBoot(JobGraph graph, List<Edge> pairs, List<GraphProblem> problems)
    {
        foreach ((int first, int second) in pairs)
        {
            JobDefinition a = graph.Jobs[first];
            JobDefinition b = graph.Jobs[second];
            if (BootStart.Starts(a) && BootStart.Starts(b))
            {
                problems.Add(
                    IndexIn(a.Conflicts, b.Name) is >= 0 and int inFirst
                        ? new GraphProblem.ConflictAtBoot(a.Name, inFirst, b.Name)
                        : new GraphProblem.ConflictAtBoot(b.Name, IndexIn(b.Conflicts, a.Name), a.Name));
            }
        }
    }

    private static int IndexIn(ValueList<string> names, string name)
    {
        for (int at = 0; at < names.Count; at++)
        {
            if (names[at] == name)
            {
                return at;
            }
        }

        return -1;
    }
}
