using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>The neighbours of all jobs, one graph for each relation. Names without a job make no edge.</summary>
internal sealed class JobLinks
{
    private readonly Adjacency _requires;
    private readonly Adjacency _requiredBy;
    private readonly Adjacency _wants;
    private readonly Adjacency _wantedBy;
    private readonly Adjacency _comesAfter;
    private readonly Adjacency _comesBefore;
    private readonly Adjacency _conflicts;
    private readonly Adjacency _partOf;
    private readonly Adjacency _parts;

    public JobLinks(JobIndex index)
    {
        List<Edge> requires = Edges(index, GraphKey.Requires);
        _requires = Adjacency.Of(index.Jobs.Length, requires);
        _wants = Adjacency.Of(index.Jobs.Length, Edges(index, GraphKey.Wants));
        _partOf = Adjacency.Of(index.Jobs.Length, Edges(index, GraphKey.PartOf));
        _requiredBy = _requires.Reversed();
        _wantedBy = _wants.Reversed();
        _parts = _partOf.Reversed();

        List<Edge> order = [.. requires, .. Edges(index, GraphKey.After)];
        AddReversed(order, Edges(index, GraphKey.Before));
        _comesAfter = Adjacency.Of(index.Jobs.Length, order);
        _comesBefore = _comesAfter.Reversed();

        List<Edge> conflicts = Edges(index, GraphKey.Conflicts);
        AddReversed(conflicts, Edges(index, GraphKey.Conflicts));
        _conflicts = Adjacency.Of(index.Jobs.Length, conflicts);
    }

    public Adjacency this[JobRelation relation] => relation switch
    {
        JobRelation.Requires => _requires,
        JobRelation.RequiredBy => _requiredBy,
        JobRelation.Wants => _wants,
        JobRelation.WantedBy => _wantedBy,
        JobRelation.ComesAfter => _comesAfter,
        JobRelation.ComesBefore => _comesBefore,
        JobRelation.Conflicts => _conflicts,
        JobRelation.PartOf => _partOf,
        JobRelation.Parts => _parts,
        _ => throw new UnreachableException(),
    };

    private static List<Edge> Edges(JobIndex index, GraphKey key)
    {
        List<Edge> edges = [];
        for (int from = 0; from < index.Jobs.Length; from++)
        {
            foreach (string name in index.Jobs[from].NamesUnder(key))
            {
                // A job that names itself is a problem that is told; as an edge it would only be in the way.
                if (index.Find(name) is >= 0 and int to && to != from)
                {
                    edges.Add(new(from, to));
                }
            }
        }

        return edges;
    }

    private static void AddReversed(List<Edge> edges, List<Edge> added)
    {
        foreach (Edge edge in added)
        {
            edges.Add(new(edge.To, edge.From));
        }
    }
}
