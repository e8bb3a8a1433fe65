using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Graphs;

/// <summary>Puts jobs into layers, so that each comes after all that it waits for.</summary>
internal static class OrderLayers
{
    /// <summary>
    /// Gives the layers, the first to start first. Each job is in the earliest that the order allows; those that wait
    /// for each other share one.
    /// </summary>
    /// <param name="jobs">The jobs, in ascending order, each once.</param>
    /// <param name="comesAfter">Whom each of all jobs waits for.</param>
    public static ImmutableArray<ImmutableArray<int>> Of(ReadOnlySpan<int> jobs, Adjacency comesAfter)
    {
        Adjacency edges = comesAfter.Among(jobs);
        Components components = Components.In(edges);
        int[] layerOf = new int[components.Count];
        for (int component = 0; component < components.Count; component++)
        {
            foreach (int node in components[component])
            {
                foreach (int earlier in edges[node])
                {
                    if (components.Of(earlier) != component)
                    {
                        layerOf[component] = Math.Max(layerOf[component], layerOf[components.Of(earlier)] + 1);
                    }
                }
            }
        }

        List<List<int>> layers = [];
        for (int node = 0; node < jobs.Length; node++)
        {
            int layer = layerOf[components.Of(node)];
            while (layers.Count <= layer)
            {
                layers.Add([]);
            }

            layers[layer].Add(jobs[node]);
        }

        ImmutableArray<ImmutableArray<int>>.Builder built =
            ImmutableArray.CreateBuilder<ImmutableArray<int>>(layers.Count);
        foreach (List<int> layer in layers)
        {
            built.Add([.. layer]);
        }

        return built.MoveToImmutable();
    }
}
