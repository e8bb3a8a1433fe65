using System.Collections.Immutable;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs;

/// <summary>What each <see cref="GraphKey"/> is called, and what a job has there.</summary>
public static class GraphKeys
{
    /// <summary>The keys that are lists of job names, in their order.</summary>
    internal static ImmutableArray<GraphKey> OfNames { get; } =
        [GraphKey.Requires, GraphKey.Wants, GraphKey.After, GraphKey.Before, GraphKey.Conflicts, GraphKey.PartOf];

    /// <summary>Gives the key as it is written in a job file.</summary>
    /// <param name="key">The key.</param>
    public static string Text(this GraphKey key) => key switch
    {
        GraphKey.Requires => "requires",
        GraphKey.Wants => "wants",
        GraphKey.After => "after",
        GraphKey.Before => "before",
        GraphKey.Conflicts => "conflicts",
        GraphKey.PartOf => "part-of",
        GraphKey.StartOn => "start-on",
        GraphKey.StopOn => "stop-on",
        GraphKey.Main => "main",
        _ => throw new UnreachableException(),
    };

    /// <summary>Gives the jobs that a job names under one of <see cref="OfNames"/>.</summary>
    internal static ValueList<string> NamesUnder(this JobDefinition job, GraphKey key) => key switch
    {
        GraphKey.Requires => job.Requires,
        GraphKey.Wants => job.Wants,
        GraphKey.After => job.After,
        GraphKey.Before => job.Before,
        GraphKey.Conflicts => job.Conflicts,
        GraphKey.PartOf => job.PartOf,
        GraphKey.StartOn or GraphKey.StopOn or GraphKey.Main or _ => throw new UnreachableException(),
    };
}
