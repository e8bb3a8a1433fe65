using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>The same questions answered the slow and plain way, by names and tables.</summary>
internal sealed class ReferenceGraph
{
    public ReferenceGraph(IEnumerable<JobDefinition> definitions)
    {
        Jobs = definitions.GroupBy(job => job.Name).ToDictionary(group => group.Key, group => group.Last());
        Requires = Edges(job => job.Requires);
        Wants = Edges(job => job.Wants);
        PartOf = Edges(job => job.PartOf);
        ComesAfter = [.. Requires, .. Edges(job => job.After), .. Edges(job => job.Before).Select(Turn)];
        Conflicts = Edges(job => job.Conflicts);
        Conflicts.UnionWith([.. Conflicts.Select(Turn)]);
    }

    public Dictionary<string, JobDefinition> Jobs { get; }

    public HashSet<(string From, string To)> Requires { get; }

    public HashSet<(string From, string To)> Wants { get; }

    public HashSet<(string From, string To)> PartOf { get; }

    public HashSet<(string From, string To)> ComesAfter { get; }

    public HashSet<(string From, string To)> Conflicts { get; }

    public static (string From, string To) Turn((string From, string To) edge) => (edge.To, edge.From);

    /// <summary>Kahn: takes away what waits for nothing, until nothing is left or each waits for another.</summary>
    public static bool HasCycle(IEnumerable<string> names, IEnumerable<(string From, string To)> edges)
    {
        HashSet<string> left = [.. names];
        while (left.RemoveWhere(name => !edges.Any(e => e.From == name && left.Contains(e.To))) > 0)
        {
        }

        return left.Count > 0;
    }

    /// <summary>How many edges the shortest way from each to each has, at least one; absent where is none.</summary>
    public static Dictionary<(string From, string To), int> Distances(IEnumerable<(string From, string To)> edges)
    {
        Dictionary<(string From, string To), int> distances = edges.ToDictionary(e => e, _ => 1);
        string[] names = [.. distances.Keys.SelectMany(e => new[] { e.From, e.To }).Distinct()];
        foreach (string middle in names)
        {
            foreach (string from in names)
            {
                foreach (string to in names)
                {
                    if (distances.TryGetValue((from, middle), out int first)
                        && distances.TryGetValue((middle, to), out int second)
                        && first + second < distances.GetValueOrDefault((from, to), int.MaxValue))
                    {
                        distances[(from, to)] = first + second;
                    }
                }
            }
        }

        return distances;
    }

    /// <summary>A job and all that edges lead to from it.</summary>
    public static string[] Reached(string from, IEnumerable<(string From, string To)> edges) =>
    [
        .. Distances(edges.Distinct()).Keys
            .Where(e => e.From == from).Select(e => e.To).Append(from).Distinct().Order(),
    ];

    private HashSet<(string From, string To)> Edges(System.Func<JobDefinition, ValueList<string>> named) =>
    [
        .. from job in Jobs.Values
           from name in named(job)
           where name != job.Name && Jobs.ContainsKey(name)
           select (job.Name, name),
    ];
}
