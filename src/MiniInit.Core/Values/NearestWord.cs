using System;
using System.Collections.Generic;

namespace MiniInit.Core.Values;

/// <summary>Finds the word that a mistyped one was probably meant to be.</summary>
public static class NearestWord
{
    /// <summary>Longer words are not compared: no word of ours comes near, and time is their product.</summary>
    private const int LongestCompared = 64;

    /// <summary>
    /// Gives the known word at most a third of its letters away, or null. A third of five is two, so that swapped
    /// letters count.
    /// </summary>
    /// <param name="written">What a user wrote.</param>
    /// <param name="known">The words that are right; of equally near ones the first is given.</param>
    public static string? Find(string written, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(known);
        if (written.Length > LongestCompared)
        {
            return null;
        }

        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string word in known)
        {
            if (word.Length > LongestCompared)
            {
                continue;
            }

            int distance = Distance(written, word);
            if (distance < bestDistance && distance <= (word.Length + 1) / 3)
            {
                (best, bestDistance) = (word, distance);
            }
        }

        return best;
    }

    /// <summary>Levenshtein's distance, row by row.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[b.Length];
    }
}
