using System;
using System.Collections.Generic;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Finds the shortest way round in a component of a graph, by searches in breadth.</summary>
internal sealed class ShortestCycle
{
    private readonly Adjacency _edges;
    private readonly Components _components;
    private readonly int[] _from;
    private readonly int[] _depth;
    private readonly int[] _seenBy;

    public ShortestCycle(Adjacency edges, Components components)
    {
        _edges = edges;
        _components = components;
        _from = new int[edges.Count];
        _depth = new int[edges.Count];
        _seenBy = new int[edges.Count];
        _seenBy.AsSpan().Fill(-1);
    }

    /// <summary>
    /// Gives the nodes in the direction of the edges, the smallest first; nothing where a component has no cycle.
    /// </summary>
    /// <remarks>Of equally short ones it is the one with the smallest first node.</remarks>
    public int[] In(int component)
    {
        int[] best = [];
        ReadOnlySpan<int> members = _components[component];
        foreach (int start in members[..Math.Min(members.Length, GraphLimits.MaximumCycleStarts)])
        {
            int last = LastBefore(start, best.Length == 0 ? int.MaxValue : best.Length);
            if (last >= 0)
            {
                best = PathTo(last);
            }
        }

        Rotate(best);
        return best;
    }

    /// <summary>Gives the node from which an edge leads back to the start; −1 if that takes too many nodes.</summary>
    /// <param name="start">Where the way begins.</param>
    /// <param name="limit">It must be shorter than this.</param>
    private int LastBefore(int start, int limit)
    {
        Queue<int> open = new();
        See(start, start, -1, 1);
        open.Enqueue(start);
        while (open.TryDequeue(out int node))
        {
            if (_depth[node] >= limit)
            {
                return -1;
            }

            foreach (int next in _edges[node])
            {
                if (next == start)
                {
                    return node;
                }

                if (_seenBy[next] != start && _components.Of(next) == _components.Of(start))
                {
                    See(start, next, node, _depth[node] + 1);
                    open.Enqueue(next);
                }
            }
        }

        return -1;
    }

    private void See(int start, int node, int from, int depth)
    {
        _seenBy[node] = start;
        _from[node] = from;
        _depth[node] = depth;
    }

    private int[] PathTo(int last)
    {
        int[] path = new int[_depth[last]];
        for (int at = path.Length - 1; at >= 0; at--)
        {
            path[at] = last;
            last = _from[last];
        }

        return path;
    }

    private static void Rotate(int[] cycle)
    {
        int smallest = 0;
        for (int at = 1; at < cycle.Length; at++)
        {
            smallest = cycle[at] < cycle[smallest] ? at : smallest;
        }

        int[] turned = [.. cycle[smallest..], .. cycle[..smallest]];
        turned.CopyTo(cycle, 0);
    }
}
