using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>All jobs in order of their names, and where to find one by name and some by tag.</summary>
internal sealed class JobIndex
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byTag;

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
        _byTag = Tagged(Jobs);
        List<string> tags = new(_byTag.Keys);
        tags.Sort(StringComparer.Ordinal);
        Tags = [.. tags];
        for (int at = 0; at < Jobs.Length; at++)
        {
            _byName.Add(Jobs[at].Name, at);
        }
    }

    public ImmutableArray<JobDefinition> Jobs { get; }

    public ImmutableArray<string> Tags { get; }

    public int Find(string name) => _byName.TryGetValue(name, out int job) ? job : -1;

    public ImmutableArray<int> Tagged(string tag) => _byTag.TryGetValue(tag, out List<int>? jobs) ? [.. jobs] : [];

    private static Dictionary<string, List<int>> Tagged(ImmutableArray<JobDefinition> jobs)
    {
        Dictionary<string, List<int>> tagged = new(StringComparer.Ordinal);
        for (int at = 0; at < jobs.Length; at++)
        {
            foreach (string tag in jobs[at].Tags)
            {
                if (!tagged.TryGetValue(tag, out List<int>? indices))
                {
                    tagged.Add(tag, indices = []);
                }

                // A tag that is written twice counts once.
                if (indices.Count == 0 || indices[^1] != at)
                {
                    indices.Add(at);
                }
            }
        }

        return tagged;
    }
}
