using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>
/// Looks for jobs whose <c>requires</c> lead to both jobs of a conflicting pair. 64 pairs are looked for in one walk
/// from what is needed to what needs it, one bit each; a walk for each pair would be quadratic.
/// </summary>
/// <remarks>
/// Told is the lowest job that needs both: those above have the problem only through it. Each job is told of once,
/// with the first of its pairs: who mends that will look again.
/// </remarks>
internal sealed class NeedConflicts
{
    private const int PairsAtOnce = 64;

    private readonly JobGraph _graph;
    private readonly Adjacency _requires;
    private readonly Components _components;
    private readonly ulong[] _needsFirst;
    private readonly ulong[] _needsSecond;
    private readonly bool[] _isTold;

    public NeedConflicts(JobGraph graph)
    {
        _graph = graph;
        _requires = graph.Links[JobRelation.Requires];
        _components = Components.In(_requires);
        _needsFirst = new ulong[_components.Count];
        _needsSecond = new ulong[_components.Count];
        _isTold = new bool[_components.Count];
    }

    /// <summary>Adds the problems that some pairs make.</summary>
    public void AddTo(List<GraphProblem> problems, List<Edge> pairs)
    {
        for (int start = 0; start < pairs.Count; start += PairsAtOnce)
        {
            _needsFirst.AsSpan().Clear();
            _needsSecond.AsSpan().Clear();
            int count = Math.Min(PairsAtOnce, pairs.Count - start);
            for (int bit = 0; bit < count; bit++)
            {
                _needsFirst[_components.Of(pairs[start + bit].From)] |= 1UL << bit;
                _needsSecond[_components.Of(pairs[start + bit].To)] |= 1UL << bit;
            }

            // Numbers of components rise from what is needed to what needs it.
            for (int component = 0; component < _components.Count; component++)
            {
                ulong found = Spread(component);
                if (found != 0 && !_isTold[component])
                {
                    _isTold[component] = true;
                    int bit = System.Numerics.BitOperations.TrailingZeroCount(found);
                    problems.Add(Problem(_components[component][0], pairs[start + bit], bit));
                }
            }
        }
    }

    /// <summary>
    /// Takes over what is known of the jobs that a component requires; gives the pairs that meet here first.
    /// </summary>
    private ulong Spread(int component)
    {
        ulong below = 0;
        foreach (int job in _components[component])
        {
            foreach (int needed in _requires[job])
            {
                int lower = _components.Of(needed);
                _needsFirst[component] |= _needsFirst[lower];
                _needsSecond[component] |= _needsSecond[lower];
                below |= lower == component ? 0 : _needsFirst[lower] & _needsSecond[lower];
            }
        }

        return _needsFirst[component] & _needsSecond[component] & ~below;
    }

    private GraphProblem.ConflictWithNeed Problem(int job, Edge pair, int bit)
    {
        ValueList<string> first = Path(job, pair.From, _needsFirst, bit);
        ValueList<string> second = Path(job, pair.To, _needsSecond, bit);
        if (second.Count == 1)
        {
            (first, second) = (second, first);
        }

        JobDefinition definition = _graph.Jobs[job];
        int index = 0;
        while (definition.Requires[index] != second[1])
        {
            index++;
        }

        return new(definition.Name, index, first, second);
    }

    /// <summary>Gives the names on a way down to a job that is needed. Any will do, since each is a reason.</summary>
    private ValueList<string> Path(int job, int goal, ulong[] needs, int bit)
    {
        List<string> path = [];
        HashSet<int> passed = [];
        while (job != goal && passed.Count < GraphLimits.MaximumNeedPath - 2 && passed.Add(job))
        {
            path.Add(_graph.Jobs[job].Name);
            foreach (int needed in _requires[job])
            {
                if ((needs[_components.Of(needed)] & (1UL << bit)) != 0 && !passed.Contains(needed))
                {
                    job = needed;
                    break;
                }
            }
        }

        if (job != goal)
        {
            path.Add("…");
        }

        path.Add(_graph.Jobs[goal].Name);
        return ValueList.From(path);
    }
}
