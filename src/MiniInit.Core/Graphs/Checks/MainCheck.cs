using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks whether it is clear whose end is the end of init.</summary>
internal static class MainCheck
{
    /// <summary>Adds what is unclear about <c>main</c>.</summary>
    public static void Run(JobGraph graph, List<GraphProblem> problems)
    {
        string? first = null;
        foreach (JobDefinition job in graph.Jobs)
        {
            if (!job.IsMain)
            {
                continue;
            }

            if (first is null)
            {
                first = job.Name;
            }
            else
            {
                problems.Add(new GraphProblem.TwoMains(job.Name, first));
            }

            if (job.Instances.Count > 1 || (job.Instance is not null && job.Instances.Count == 0))
            {
                problems.Add(new GraphProblem.MainInstances(job.Name));
            }
        }
    }
}
