using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>One line of a chart: by how many there are, the samples of what one of them costs.</summary>
/// <param name="Name">As the chart shows it.</param>
internal sealed record Curve(string Name)
{
    private readonly SortedDictionary<int, Samples> _samples = [];

    /// <summary>Why it ends where it does; empty: it does not end early.</summary>
    internal string Missing { get; set; } = "";

    /// <summary>The medians, from few to many.</summary>
    internal IReadOnlyList<(int Count, double Cost)> Points =>
        [.. _samples.Select(pair => (pair.Key, pair.Value.Median))];

    internal void Add(int count, double cost)
    {
        if (!_samples.TryGetValue(count, out Samples? samples))
        {
            _samples.Add(count, samples = new Samples());
        }

        // None can be drawn at nothing or below: what is taken off for one alone may be more than there was.
        samples.Add(Math.Max(cost, 0.001));
    }
}
