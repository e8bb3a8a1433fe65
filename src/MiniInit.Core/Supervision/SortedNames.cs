using System;
using System.Collections.Generic;

namespace MiniInit.Core.Supervision;

/// <summary>Finds places in lists that are sorted by names.</summary>
internal static class SortedNames
{
    /// <summary>Where a name is; else the complement of where it would be.</summary>
    /// <param name="sorted">The list.</param>
    /// <param name="name">The name.</param>
    /// <param name="nameOf">The name of what is in the list; each has another.</param>
    public static int PlaceOf<T>(List<T> sorted, string name, Func<T, string> nameOf)
        where T : class
    {
        (int low, int high) = (0, sorted.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(nameOf(sorted[middle]), name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}
