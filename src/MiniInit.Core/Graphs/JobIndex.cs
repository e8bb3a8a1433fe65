using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>All jobs in order of their names, and where to find one by name.</summary>
internal sealed class JobIndex
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    public JobIndex(IEnumerable<JobDefinition> definitions)
    {
        Dictionary<string, JobDefinition> last = new(StringComparer.Ordinal);
        foreach (JobDefinition definition in definitions)
        {
            last[definition.Name] = definition;
        }

        List<JobDefinition> jobs = new(last.Values);
        jobs.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        Jobs = [.. jobs];
        for (int at = 0; at < Jobs.Length; at++)
        {
            _byName.Add(Jobs[at].Name, at);
        }
    }

    public ImmutableArray<JobDefinition> Jobs { get; }

    public int Find(string name) => _byName.TryGetValue(name, out int job) ? job : -1;
}
