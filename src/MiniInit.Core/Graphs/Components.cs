using System;
using System.Collections.Generic;

namespace MiniInit.Core.Graphs;

/// <summary>
/// The strongly connected components of a graph, Tarjan's way: nodes that reach each other are one. They are numbered
/// so that an edge from one to another always leads to a lower number.
/// </summary>
/// <remarks>The stack of the search is an array: its depth follows the number of jobs.</remarks>
internal sealed class Components
{
    private const int Unseen = -1;

    private readonly Adjacency _edges;
    private readonly int[] _componentOf;
    private readonly int[] _members;
    private readonly List<int> _starts = [0];
    private readonly int[] _order;
    private readonly int[] _lowest;
    private readonly Stack<int> _open = new();
    private int _seen;
    private int _closed;

    private Components(Adjacency edges)
    {
        _edges = edges;
        _componentOf = new int[edges.Count];
        _members = new int[edges.Count];
        _order = new int[edges.Count];
        _lowest = new int[edges.Count];
        _componentOf.AsSpan().Fill(Unseen);
        _order.AsSpan().Fill(Unseen);
    }

    /// <summary>How many there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>The nodes of a component, in ascending order.</summary>
    public ReadOnlySpan<int> this[int component] => _members.AsSpan(_starts[component].._starts[component + 1]);

    /// <summary>Finds the components of a graph.</summary>
    public static Components In(Adjacency edges)
    {
        Components components = new(edges);
        for (int node = 0; node < edges.Count; node++)
        {
            if (components._order[node] == Unseen)
            {
                components.Search(node);
            }
        }

        return components;
    }

    /// <summary>The component that a node is in.</summary>
    public int Of(int node) => _componentOf[node];

    private void Search(int root)
    {
        Stack<(int Node, int NextEdge)> path = new();
        Open(root);
        path.Push((root, 0));
        while (path.TryPop(out (int Node, int NextEdge) top))
        {
            (int node, int nextEdge) = top;
            ReadOnlySpan<int> targets = _edges[node];
            if (nextEdge > 0)
            {
                _lowest[node] = Math.Min(_lowest[node], _lowest[targets[nextEdge - 1]]);
            }

            while (nextEdge < targets.Length && _order[targets[nextEdge]] != Unseen)
            {
                int seen = targets[nextEdge++];
                if (_componentOf[seen] == Unseen)
                {
                    _lowest[node] = Math.Min(_lowest[node], _order[seen]);
                }
            }

            if (nextEdge < targets.Length)
            {
                path.Push((node, nextEdge + 1));
                path.Push((targets[nextEdge], 0));
                Open(targets[nextEdge]);
            }
            else if (_lowest[node] == _order[node])
            {
                Close(node);
            }
        }
    }

    private void Open(int node)
    {
        _order[node] = _lowest[node] = _seen++;
        _open.Push(node);
    }

    private void Close(int root)
    {
        int node;
        do
        {
            node = _open.Pop();
            _componentOf[node] = Count;
            _members[_closed++] = node;
        }
        while (node != root);
        _members.AsSpan(_starts[^1].._closed).Sort();
        _starts.Add(_closed);
    }
}
