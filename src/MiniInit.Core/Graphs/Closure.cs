using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Graphs;

/// <summary>What can be reached from some jobs over some relations.</summary>
internal static class Closure
{
    /// <summary>Gives the jobs and all that they reach, in ascending order.</summary>
    public static ImmutableArray<int> Of(
        ReadOnlySpan<int> jobs, Adjacency first, Adjacency second)
    {
        HashSet<int> found = [];
        Stack<int> open = new();
        Add(jobs, found, open);
        while (open.TryPop(out int job))
        {
            Add(first[job], found, open);
            Add(second[job], found, open);
        }

        int[] sorted = new int[found.Count];
        found.CopyTo(sorted);
        sorted.AsSpan().Sort();
        return ImmutableArray.Create(sorted);
    }

    private static void Add(ReadOnlySpan<int> jobs, HashSet<int> found, Stack<int> open)
    {
        foreach (int job in jobs)
        {
            if (found.Add(job))
            {
                open.Push(job);
            }
        }
    }
}
