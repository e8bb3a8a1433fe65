using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>
/// Looks for jobs that nothing starts. Those that would not start even if every missing job and event came from
/// elsewhere wait for each other; that is certain, whatever else may be.
/// </summary>
internal sealed class StartCheck
{
    private readonly JobGraph _graph;
    private readonly StartNet _net;

    private StartCheck(JobGraph graph, StartNet net)
    {
        _graph = graph;
        _net = net;
    }

    /// <summary>Adds the cycles of jobs that wait for each other, and the other jobs that nothing starts.</summary>
    public static void Run(JobGraph graph, WaitReader waits, List<GraphProblem> problems)
    {
        StartCheck check = new(graph, new StartNet(graph, waits));
        bool[] holds = check._net.Settle(withMissing: false);
        if (!holds.AsSpan(0, graph.Jobs.Length).Contains(false))
        {
            return;
        }

        HashSet<int> circular = check.AddCycles(problems);
        for (int job = 0; job < graph.Jobs.Length; job++)
        {
            if (!holds[job] && !circular.Contains(job))
            {
                problems.Add(check.Unreachable(job, holds));
            }
        }
    }

    /// <summary>Adds a cycle of each knot of jobs, and gives all jobs of such knots.</summary>
    private HashSet<int> AddCycles(List<GraphProblem> problems)
    {
        bool[] holds = _net.Settle(withMissing: true);
        Dictionary<Edge, StartNode> reasons = [];
        for (int job = 0; job < _graph.Jobs.Length; job++)
        {
            foreach (int node in holds[job] ? [] : _net.Obstacles(job, holds))
            {
                // All else holds in this reckoning, so what does not is something of a job.
                StartNode obstacle = _net[node];
                reasons.TryAdd(new(job, ((Wait.Job)obstacle.Wait!).Index), obstacle);
            }
        }

        Adjacency edges = Adjacency.Of(_graph.Jobs.Length, new List<Edge>(reasons.Keys));
        Components components = Components.In(edges);
        ShortestCycle shortest = new(edges, components);
        HashSet<int> circular = [];
        for (int component = 0; component < components.Count; component++)
        {
            int[] cycle = shortest.In(component);
            if (cycle.Length > 0)
            {
                foreach (int job in components[component])
                {
                    circular.Add(job);
                }

                problems.Add(new GraphProblem.StartEventCycle(Steps(cycle, reasons)));
            }
        }

        return circular;
    }

    private ValueList<WaitStep> Steps(int[] cycle, Dictionary<Edge, StartNode> reasons)
    {
        WaitStep[] steps = new WaitStep[cycle.Length];
        for (int at = 0; at < cycle.Length; at++)
        {
            steps[at] = Step(new(cycle[at], cycle[(at + 1) % cycle.Length]), reasons);
        }

        return ValueList.Create<WaitStep>(steps);
    }

    private WaitStep Step(Edge edge, Dictionary<Edge, StartNode> reasons)
    {
        int operand = reasons[edge].Operand;
        return new(_graph.Jobs[edge.From].Name, operand, Text(edge.From, operand), _graph.Jobs[edge.To].Name);
    }

    private GraphProblem.Unreachable Unreachable(int job, bool[] holds)
    {
        // What is missing is the root of it, and a job that does not start only passes it on.
        List<int> obstacles = new(_net.Obstacles(job, holds));
        int missing = obstacles.FindIndex(node => _net[node].Wait is Wait.NoSuchJob or Wait.NoSuchEvent);
        StartNode obstacle = _net[obstacles[Math.Max(missing, 0)]];
        (UnreachableCause cause, string other) = obstacle.Wait switch
        {
            Wait.NoSuchJob(string name) => (UnreachableCause.NoSuchJob, name),
            Wait.NoSuchEvent(string name) => (UnreachableCause.NobodyEmits, name),
            Wait.Job(int index) => (UnreachableCause.NeverStarts, _graph.Jobs[index].Name),
            Wait.Possible or _ => throw new UnreachableException(),
        };
        return new(_graph.Jobs[job].Name, obstacle.Operand, Text(job, obstacle.Operand), cause, other);
    }

    private string Text(int job, int operand)
    {
        EventExpression expression = _graph.Jobs[job].StartOn ?? throw new UnreachableException();
        return expression.Operands[operand].ToString();
    }
}
