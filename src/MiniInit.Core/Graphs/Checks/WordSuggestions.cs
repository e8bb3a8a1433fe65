using System;
using System.Collections.Generic;
using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Finds what mistyped names were meant to be, as long as that is cheap.</summary>
internal sealed class WordSuggestions
{
    private int _comparisonsLeft = GraphLimits.MaximumWordComparisons;

    /// <summary>Gives the nearest known word, or null.</summary>
    /// <param name="written">What a user wrote.</param>
    /// <param name="known">The words that would be right.</param>
    public string? For(string written, IReadOnlyCollection<string> known)
    {
        if (known.Count > _comparisonsLeft)
        {
            return null;
        }

        _comparisonsLeft -= known.Count;
        return NearestWord.Find(written, known);
    }
}
