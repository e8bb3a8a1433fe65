using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Which events there are: those of init itself, what jobs say they emit, what comes from outside.</summary>
internal sealed class KnownEvents
{
    /// <summary>The event of the boot.</summary>
    public const string Startup = "startup";

    /// <summary>What follows the name of an event in the one that says that the event failed.</summary>
    private const string Failed = "/failed";

    /// <summary>The events about a job, whose first variable is <c>JOB</c>.</summary>
    private static readonly ImmutableArray<string> s_ofJobs = ["starting", "started", "stopping", "stopped"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _globs = [];
    private readonly Dictionary<string, bool> _matched = new(StringComparer.Ordinal);
    private int _matchesLeft = GraphLimits.MaximumGlobMatches;

    /// <param name="jobs">All jobs.</param>
    /// <param name="outside">Names or globs of events from outside.</param>
    public KnownEvents(ImmutableArray<JobDefinition> jobs, IEnumerable<string> outside)
    {
        Add([Startup, "session-end", .. s_ofJobs]);
        foreach (JobDefinition job in jobs)
        {
            Add(job.Emits);
        }

        Add(outside);
        List<string> names = new(_names);
        names.Sort(StringComparer.Ordinal);
        Names = [.. names];
    }

    /// <summary>The names that are known, without those that are only covered by a glob.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether an event tells of a job.</summary>
    public static bool IsOfJob(string name) => s_ofJobs.Contains(WithoutFailed(name));

    /// <summary>Whether an event of that name may come.</summary>
    public bool Has(string name)
    {
        name = WithoutFailed(name);
        if (_names.Contains(name))
        {
            return true;
        }

        if (!_matched.TryGetValue(name, out bool matches))
        {
            matches = _globs.Count > _matchesLeft || _globs.Exists(glob => Glob.IsMatch(glob, name));
            _matchesLeft -= Math.Min(_globs.Count, _matchesLeft);
            _matched.Add(name, matches);
        }

        return matches;
    }

    private void Add(IEnumerable<string> events)
    {
        foreach (string name in events)
        {
            if (Literal.IsPattern(name))
            {
                _globs.Add(name);
            }
            else
            {
                _names.Add(name);
            }
        }
    }

    /// <summary>Takes the ending off, once: the failure of a failure's event makes no event.</summary>
    private static string WithoutFailed(string name) =>
        name.EndsWith(Failed, StringComparison.Ordinal) ? name[..^Failed.Length] : name;
}
