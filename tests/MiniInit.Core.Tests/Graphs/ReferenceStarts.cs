using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>Which jobs something starts: all expressions are tried again until no more jobs start.</summary>
internal static class ReferenceStarts
{
    /// <param name="graph">The jobs.</param>
    /// <param name="withMissing">Whether what does not exist may come from elsewhere.</param>
    public static HashSet<string> Of(ReferenceGraph graph, bool withMissing)
    {
        HashSet<string> started = [];
        int before;
        do
        {
            before = started.Count;
            foreach (JobDefinition job in graph.Jobs.Values)
            {
                bool otherWay = job.StartOn is null || job.IsManual || job.Every is not null || job.Instances.Count > 0;
                bool needed = graph.Requires.Concat(graph.Wants).Any(e => e.To == job.Name && started.Contains(e.From));
                if (otherWay || needed || Holds(job.StartOn!))
                {
                    started.Add(job.Name);
                }
            }
        }
        while (started.Count > before);
        return started;

        bool Holds(EventExpression expression) => expression switch
        {
            EventExpression.And and => Holds(and.Left) && Holds(and.Right),
            EventExpression.Or or => Holds(or.Left) || Holds(or.Right),
            EventExpression.Level { Kind: LevelKind.File } => true,
            EventExpression.Level level => OfJob(level.Name),
            EventExpression.Match match => Comes(match.Condition),
            _ => throw new UnreachableException(),
        };

        bool Comes(EventMatch condition)
        {
            string name = condition.Name.EndsWith("/failed", System.StringComparison.Ordinal)
                ? condition.Name[..^"/failed".Length]
                : condition.Name;
            if (name is "startup" or "session-end")
            {
                return true;
            }

            if (name is not ("starting" or "started" or "stopping" or "stopped"))
            {
                return withMissing || graph.Jobs.Values.Any(job => job.Emits.Any(e => Glob.IsMatch(e, name)));
            }

            return condition.Values.Concat(condition.Variables.Select(v => v.Value))
                .All(job => job.Contains('[') || job.Contains('$') || OfJob(job));
        }

        bool OfJob(string name) => graph.Jobs.ContainsKey(name) ? started.Contains(name) : withMissing;
    }
}
