using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>
/// All ways in which jobs start each other, as one net of conditions. Jobs are its first nodes and hold once anything
/// starts them; then come the parts of <c>start-on</c>. What holds makes hold what waits for it, until nothing changes:
/// what does not hold then never will. Each node is passed once, so time goes with the length of the files.
/// </summary>
internal sealed class StartNet
{
    private const int Nowhere = -1;

    private readonly JobGraph _graph;
    private readonly List<StartNode> _nodes = [];
    private readonly int[] _roots;
    private readonly Adjacency _listeners;

    public StartNet(JobGraph graph, WaitReader waits)
    {
        _graph = graph;
        _roots = new int[graph.Jobs.Length];
        List<Edge> listeners = [];
        for (int job = 0; job < _roots.Length; job++)
        {
            // Without a start-on a job starts at boot or by hand, and with one of the others it has another way.
            JobDefinition definition = graph.Jobs[job];
            bool waitsOnly = definition is { IsManual: false, Schedule: null, Every: null, Instances.Count: 0 };
            _roots[job] = waitsOnly && definition.StartOn is not null
                ? Add(definition.StartOn, job, waits, listeners)
                : Nowhere;
        }

        _listeners = Adjacency.Of(_roots.Length, listeners);
    }

    /// <summary>Gives a node of an expression.</summary>
    public StartNode this[int node] => _nodes[node - _roots.Length];

    /// <summary>Finds what can come to hold, for each node.</summary>
    /// <param name="withMissing">Whether to assume that jobs and events that do not exist come from elsewhere.</param>
    public bool[] Settle(bool withMissing)
    {
        bool[] holds = new bool[_roots.Length + _nodes.Count];
        bool[] half = new bool[holds.Length];
        Stack<int> open = new();
        for (int job = 0; job < _roots.Length; job++)
        {
            if (_roots[job] == Nowhere)
            {
                Hold(job);
            }
        }

        for (int node = _roots.Length; node < holds.Length; node++)
        {
            Wait? wait = this[node].Wait;
            if (wait is Wait.Possible || (withMissing && wait is Wait.NoSuchJob or Wait.NoSuchEvent))
            {
                Hold(node);
            }
        }

        while (open.TryPop(out int node))
        {
            if (node >= _roots.Length)
            {
                HoldParent(this[node].Parent);
                continue;
            }

            foreach (int listener in _listeners[node])
            {
                Hold(listener);
            }

            foreach (int started in _graph.Links[JobRelation.Requires][node])
            {
                Hold(started);
            }

            foreach (int started in _graph.Links[JobRelation.Wants][node])
            {
                Hold(started);
            }
        }

        return holds;

        void Hold(int node)
        {
            if (!holds[node])
            {
                holds[node] = true;
                open.Push(node);
            }
        }

        void HoldParent(int parent)
        {
            if (parent < _roots.Length || !this[parent].IsAnd || half[parent])
            {
                Hold(parent);
            }
            else
            {
                half[parent] = true;
            }
        }
    }

    /// <summary>
    /// Gives the operands that keep a job from starting: those below parts that do not hold. Not every one that does
    /// not hold is one of them, since the other side of its <c>or</c> may.
    /// </summary>
    /// <param name="job">A job that does not hold.</param>
    /// <param name="holds">What does.</param>
    /// <returns>Nodes, in the order of the text.</returns>
    public IEnumerable<int> Obstacles(int job, bool[] holds)
    {
        Stack<int> open = new([_roots[job]]);
        while (open.TryPop(out int node))
        {
            if (holds[node])
            {
                continue;
            }

            if (this[node].Wait is not null)
            {
                yield return node;
                continue;
            }

            open.Push(this[node].Right);
            open.Push(this[node].Left);
        }
    }

    /// <remarks>The stack is as deep as the tree at most, see <see cref="EventLimits.MaximumOperands"/>.</remarks>
    private int Add(EventExpression root, int job, WaitReader waits, List<Edge> listeners)
    {
        int rootNode = _roots.Length + _nodes.Count;
        int operands = 0;
        Stack<(EventExpression Part, int Parent, bool IsRight)> open = new([(root, job, false)]);
        while (open.TryPop(out (EventExpression Part, int Parent, bool IsRight) next))
        {
            int node = _roots.Length + _nodes.Count;
            Connect(next.Parent, node, next.IsRight);
            switch (next.Part)
            {
                case EventExpression.And and:
                    _nodes.Add(new(next.Parent, -1, null, true));
                    open.Push((and.Right, node, true));
                    open.Push((and.Left, node, false));
                    break;
                case EventExpression.Or or:
                    _nodes.Add(new(next.Parent, -1, null, false));
                    open.Push((or.Right, node, true));
                    open.Push((or.Left, node, false));
                    break;
                case EventExpression.Match or EventExpression.Level:
                    Wait wait = waits.Of(next.Part);
                    _nodes.Add(new(next.Parent, operands++, wait, false));
                    if (wait is Wait.Job(int other))
                    {
                        listeners.Add(new(other, node));
                    }

                    break;
                default:
                    throw new UnreachableException();
            }
        }

        return rootNode;
    }

    private void Connect(int parent, int child, bool isRight)
    {
        if (parent >= _roots.Length)
        {
            StartNode node = this[parent];
            _nodes[parent - _roots.Length] = isRight ? node with { Right = child } : node with { Left = child };
        }
    }
}
