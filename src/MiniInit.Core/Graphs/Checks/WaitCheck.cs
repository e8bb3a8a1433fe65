using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Looks for jobs and events in expressions that do not exist.</summary>
internal static class WaitCheck
{
    /// <summary>Adds what is missing. The <c>start-on</c> of a manual job has no effect and is not looked at.</summary>
    public static void Run(
        JobGraph graph, WaitReader waits, WordSuggestions suggestions, List<GraphProblem> problems)
    {
        string[] jobNames = graph.JobNames();
        foreach (JobDefinition job in graph.Jobs)
        {
            Look(GraphKey.StartOn, job.IsManual ? null : job.StartOn);
            Look(GraphKey.StopOn, job.StopOn);

            void Look(GraphKey key, EventExpression? expression)
            {
                IReadOnlyList<EventExpression> operands = expression?.Operands ?? [];
                for (int at = 0; at < operands.Count; at++)
                {
                    switch (waits.Of(operands[at]))
                    {
                        case Wait.NoSuchJob(string name):
                            string? nearestJob = suggestions.For(name, jobNames);
                            problems.Add(new GraphProblem.UnknownJob(job.Name, key, at, name, nearestJob));
                            break;
                        case Wait.NoSuchEvent(string name):
                            string? nearest = suggestions.For(name, waits.Events.Names);
                            problems.Add(new GraphProblem.NobodyEmits(job.Name, key, at, name, nearest));
                            break;
                        case Wait.Possible or Wait.Job:
                            break;
                        default:
                            throw new UnreachableException();
                    }
                }
            }
        }
    }
}
