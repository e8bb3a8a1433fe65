using System;
using System.Collections.Generic;

namespace MiniInit.Core.Graphs;

/// <summary>
/// To whom each of a number of nodes points: one row of sorted, different numbers for each, all rows in one array. Two
/// numbers a job and one an edge is all it takes.
/// </summary>
internal sealed class Adjacency
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    private Adjacency(int[] starts, int[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The number of edges.</summary>
    public int EdgeCount => _targets.Length;

    /// <summary>Whom a node points to, in ascending order.</summary>
    public ReadOnlySpan<int> this[int from] => _targets.AsSpan(_starts[from].._starts[from + 1]);

    /// <summary>Sorts edges into rows; of equal ones one is kept.</summary>
    /// <param name="count">The number of rows; a target may be more.</param>
    /// <param name="edges">The edges in any order.</param>
    public static Adjacency Of(int count, List<Edge> edges)
    {
        int[] starts = new int[count + 1];
        foreach (Edge edge in edges)
        {
            starts[edge.From + 1]++;
        }

        for (int at = 0; at < count; at++)
        {
            starts[at + 1] += starts[at];
        }

        int[] targets = new int[edges.Count];
        int[] next = starts[..count];
        foreach (Edge edge in edges)
        {
            targets[next[edge.From]++] = edge.To;
        }

        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            Span<int> old = targets.AsSpan(starts[row]..starts[row + 1]);
            old.Sort();
            starts[row] = kept;
            for (int at = 0; at < old.Length; at++)
            {
                if (at == 0 || old[at] != targets[kept - 1])
                {
                    targets[kept++] = old[at];
                }
            }
        }

        starts[count] = kept;
        return new(starts, targets[..kept]);
    }

    /// <summary>Turns each edge round.</summary>
    public Adjacency Reversed()
    {
        List<Edge> edges = new(EdgeCount);
        for (int from = 0; from < Count; from++)
        {
            foreach (int to in this[from])
            {
                edges.Add(new(to, from));
            }
        }

        return Of(Count, edges);
    }
}
