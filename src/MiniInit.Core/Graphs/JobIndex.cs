using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>All jobs in order of their names, and where to find one by name and some by tag.</summary>
internal sealed class JobIndex
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<int>> _byTag = new(StringComparer.Ordinal);

    public JobIndex(IEnumerable<JobDefinition> definitions)
    {
        Dictionary<string, JobDefinition> last = new(StringComparer.Ordinal);
        foreach (JobDefinition definition in definitions)
        {
            last[definition.Name] = definition;
        }

        Jobs = [.. last.Values.OrderBy(job => job.Name, StringComparer.Ordinal)];
        Dictionary<string, List<int>> tagged = new(StringComparer.Ordinal);
        for (int at = 0; at < Jobs.Length; at++)
        {
            _byName.Add(Jobs[at].Name, at);
            foreach (string tag in Jobs[at].Tags.Distinct(StringComparer.Ordinal))
            {
                if (!tagged.TryGetValue(tag, out List<int>? jobs))
                {
                    tagged.Add(tag, jobs = []);
                }

                jobs.Add(at);
            }
        }

        foreach ((string tag, List<int> jobs) in tagged)
        {
            _byTag.Add(tag, [.. jobs]);
        }

        Tags = [.. tagged.Keys.Order(StringComparer.Ordinal)];
    }

    public ImmutableArray<JobDefinition> Jobs { get; }

    public ImmutableArray<string> Tags { get; }

    public int Find(string name) => _byName.TryGetValue(name, out int job) ? job : -1;

    public ImmutableArray<int> Tagged(string tag) => _byTag.TryGetValue(tag, out ImmutableArray<int> jobs) ? jobs : [];
}
