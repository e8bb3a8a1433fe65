using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks for names that no job has, and jobs that name themselves.</summary>
internal static class NameCheck
{
    /// <summary>Adds what is wrong in the lists of job names.</summary>
    public static void Run(JobGraph graph, WordSuggestions suggestions, List<GraphProblem> problems)
    {
        string[] names = graph.JobNames();
        foreach (JobDefinition job in graph.Jobs)
        {
            foreach (GraphKey key in GraphKeys.OfNames)
            {
                ValueList<string> named = job.NamesUnder(key);
                for (int at = 0; at < named.Count; at++)
                {
                    if (named[at] == job.Name)
                    {
                        problems.Add(new GraphProblem.SelfReference(job.Name, key, at));
                    }
                    else if (graph.IndexOf(named[at]) < 0)
                    {
                        string? nearest = suggestions.For(named[at], names);
                        problems.Add(new GraphProblem.UnknownJob(job.Name, key, at, named[at], nearest));
                    }
                }
            }
        }
    }
}
