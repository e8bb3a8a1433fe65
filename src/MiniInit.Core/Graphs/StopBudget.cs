using System;
using System.Collections.Immutable;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs;

/// <summary>
/// How long a stop takes at worst: jobs that wait for each other stop one after the other, all else at the same time,
/// so the longest chain is what counts.
/// </summary>
/// <param name="Chain">The jobs of the longest chain, the first to stop first, as indices; empty without jobs.</param>
/// <param name="Total">The sum of what they take; <see cref="TimeSpan.MaxValue"/> if it is more than that.</param>
public sealed record StopBudget(ImmutableArray<int> Chain, TimeSpan Total)
{
    /// <summary>Measures the stop of all jobs at once.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cost">
    /// How long a job takes at worst, for instance its pre-stop, kill and post-stop timeouts; below zero is zero.
    /// </param>
    /// <remarks>Of jobs that wait for each other in a cycle the costliest counts: they stop at the same time.</remarks>
    public static StopBudget Of(JobGraph graph, Func<JobDefinition, TimeSpan> cost)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(cost);
        Adjacency edges = graph.Links[JobRelation.ComesAfter];
        Components components = Components.In(edges);
        int[] slowest = new int[components.Count];
        int[] next = new int[components.Count];
        TimeSpan[] total = new TimeSpan[components.Count];
        int longest = -1;
        for (int component = 0; component < components.Count; component++)
        {
            TimeSpan own = TimeSpan.MinValue;
            (next[component], slowest[component]) = (-1, components[component][0]);
            foreach (int job in components[component])
            {
                TimeSpan ofJob = cost(graph.Jobs[job]);
                (own, slowest[component]) = ofJob > own ? (ofJob, job) : (own, slowest[component]);
                foreach (int earlier in edges[job])
                {
                    next[component] = Longer(total, next[component], components.Of(earlier), component);
                }
            }

            total[component] = Sum(own, next[component] < 0 ? TimeSpan.Zero : total[next[component]]);
            longest = Longer(total, longest, component, -1);
        }

        ImmutableArray<int>.Builder chain = ImmutableArray.CreateBuilder<int>();
        for (int component = longest; component >= 0; component = next[component])
        {
            chain.Add(slowest[component]);
        }

        return new(chain.ToImmutable(), longest < 0 ? TimeSpan.Zero : total[longest]);
    }

    /// <summary>Compares the chains and the total.</summary>
    /// <param name="other">Another budget.</param>
    public bool Equals(StopBudget? other) =>
        other is not null && Total == other.Total && Chain.AsSpan().SequenceEqual(other.Chain.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Total, Chain.Length);

    private static int Longer(TimeSpan[] total, int best, int other, int self) =>
        other != self && (best < 0 || total[other] > total[best]) ? other : best;

    private static TimeSpan Sum(TimeSpan own, TimeSpan rest)
    {
        own = own < TimeSpan.Zero ? TimeSpan.Zero : own;
        return own > TimeSpan.MaxValue - rest ? TimeSpan.MaxValue : own + rest;
    }
}
