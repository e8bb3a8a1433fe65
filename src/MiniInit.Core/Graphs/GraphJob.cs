using System;
using System.Collections.Immutable;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>A job of a graph, with its neighbours as jobs: for where clarity counts more than speed.</summary>
public readonly record struct GraphJob
{
    internal GraphJob(JobGraph graph, int index)
    {
        Graph = graph;
        Index = index;
    }

    /// <summary>The graph it is in.</summary>
    public JobGraph Graph { get; }

    /// <summary>Its place in <see cref="JobGraph.Jobs"/>.</summary>
    public int Index { get; }

    /// <summary>What its files say.</summary>
    public JobDefinition Definition => Graph.Jobs[Index];

    /// <summary>Its name.</summary>
    public string Name => Definition.Name;

    /// <summary>Gives the jobs that stand to it in a way, by name.</summary>
    /// <param name="relation">In which way.</param>
    public ImmutableArray<GraphJob> this[JobRelation relation]
    {
        get
        {
            ReadOnlySpan<int> neighbours = Graph.Neighbours(Index, relation);
            ImmutableArray<GraphJob>.Builder jobs = ImmutableArray.CreateBuilder<GraphJob>(neighbours.Length);
            foreach (int neighbour in neighbours)
            {
                jobs.Add(new(Graph, neighbour));
            }

            return jobs.MoveToImmutable();
        }
    }

    /// <summary>Gives the name.</summary>
    public override string ToString() => Name;
}
