using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Reexecution;

/// <summary>What init was, while its parts are made again: what several refer to is found by its place.</summary>
/// <param name="state">What was written down.</param>
/// <param name="definitions">Its definitions, read.</param>
internal sealed class StateSource(InitState state, IReadOnlyList<JobDefinition> definitions)
{
    public InitState State => state;

    /// <summary>Those that are made again by now, in the order in which they were written.</summary>
    public List<Invocation> Invocations { get; } = [];

    /// <summary>The same for processes.</summary>
    public List<Child> Children { get; } = [];

    public JobDefinition Definition(int place) => definitions[place];

    public Invocation? Invocation(int place) => place < 0 ? null : Invocations[place];
}
