using System;
using System.Collections.Generic;
using MiniInit.Core.Events;

namespace MiniInit.Core.Supervision;

/// <summary>Which jobs an event or a level concerns, so that one event does not ask ten thousand jobs.</summary>
internal sealed class EventIndex
{
    private static readonly List<SupervisedJob> s_none = [];
    private readonly Dictionary<string, List<SupervisedJob>> _starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SupervisedJob>> _stops = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SupervisedJob>> _jobLevels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SupervisedJob>> _fileLevels = new(StringComparer.Ordinal);

    /// <summary>Indexes jobs, which keep their order.</summary>
    public EventIndex(IEnumerable<SupervisedJob> jobs)
    {
        foreach (SupervisedJob job in jobs)
        {
            Add(job, job.StartOn?.Expression, _starts);

            Add(job, job.Definition.StopOn, _stops);

            // Running instances keep the expression that they were started with.
            foreach (EventExpression former in job.FormerStops)
            {
                Add(job, former, _stops);
            }
        }

        List<string> files = [.. _fileLevels.Keys];
        files.Sort(StringComparer.Ordinal);
        Files = files;
    }

    /// <summary>The files that jobs name, sorted.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Gives the jobs whose start-on names an event.</summary>
    public IReadOnlyList<SupervisedJob> StartsOn(string name) => _starts.GetValueOrDefault(name, s_none);

    /// <summary>Gives the jobs whose stop-on, or that of an instance, names an event.</summary>
    public IReadOnlyList<SupervisedJob> StopsOn(string name) => _stops.GetValueOrDefault(name, s_none);

    /// <summary>Gives the jobs that name a level.</summary>
    public IReadOnlyList<SupervisedJob> Looking(LevelKind kind, string name) =>
        LevelsOf(kind).GetValueOrDefault(name, s_none);

    /// <summary>Gives the jobs that name any file.</summary>
    public IReadOnlyList<SupervisedJob> LookingAtFiles()
    {
        HashSet<SupervisedJob> seen = [];
        List<SupervisedJob> found = [];
        foreach (string file in Files)
        {
            foreach (SupervisedJob job in Looking(LevelKind.File, file))
            {
                if (seen.Add(job))
                {
                    found.Add(job);
                }
            }
        }

        return found;
    }

    private void Add(SupervisedJob job, EventExpression? expression, Dictionary<string, List<SupervisedJob>> events)
    {
        foreach (EventExpression operand in expression?.Operands ?? [])
        {
            switch (operand)
            {
                case EventExpression.Match match:
                    Add(events, match.Condition.Name, job);
                    break;
                case EventExpression.Level level:
                    Add(LevelsOf(level.Kind), level.Name, job);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException(operand.GetType().Name);
            }
        }
    }

    private Dictionary<string, List<SupervisedJob>> LevelsOf(LevelKind kind) => kind switch
    {
        LevelKind.Job => _jobLevels,
        LevelKind.File => _fileLevels,
        _ => throw new System.Diagnostics.UnreachableException($"{kind}"),
    };

    private static void Add(Dictionary<string, List<SupervisedJob>> map, string key, SupervisedJob job)
    {
        if (!map.TryGetValue(key, out List<SupervisedJob>? jobs))
        {
            map.Add(key, jobs = []);
        }

        if (jobs.Count == 0 || jobs[^1] != job)
        {
            jobs.Add(job);
        }
    }
}
