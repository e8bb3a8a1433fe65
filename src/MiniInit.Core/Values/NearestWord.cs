using System;
using System.Collections.Generic;

namespace MiniInit.Core.Values;

/// <summary>Finds the word that a mistyped one was probably meant to be.</summary>
public static class NearestWord
{
    /// <summary>Longer words are not compared: no word of ours comes near, and time is their product.</summary>
    private const int LongestCompared = 64;

    /// <summary>From so many letters on a beginning says which word is meant, if only one goes on from there.</summary>
    private const int ShortestBeginning = 3;

    /// <summary>
    /// Gives the known word at most a third of its letters away, else the only one that begins as written, or null.
    /// Letter case does not count, and two letters in each other's place are one slip.
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

        written = written.ToLowerInvariant();
        string? best = null;
        string? longer = null;
        int bestDistance = int.MaxValue;
        int longerCount = 0;
        foreach (string word in known)
        {
            if (word.Length > LongestCompared)
            {
                continue;
            }

            string lower = word.ToLowerInvariant();
            int distance = Distance(written, lower);
            if (distance < bestDistance && distance <= (word.Length + 1) / 3)
            {
                (best, bestDistance) = (word, distance);
            }

            if (written.Length >= ShortestBeginning && lower.StartsWith(written, StringComparison.Ordinal))
            {
                (longer, longerCount) = (word, longerCount + 1);
            }
        }

        return best ?? (longerCount == 1 ? longer : null);
    }

    /// <summary>The fewest letters put in, left out, replaced, or swapped with the next; row by row.</summary>
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] above = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            (before, above, row) = (above, row, before);
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(substituted, Math.Min(row[j - 1], above[j]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }
}
