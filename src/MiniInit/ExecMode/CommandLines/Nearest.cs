using System;

namespace MiniInit.ExecMode.CommandLines;

/// <summary>Finds the option that a mistyped one was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>
    /// The long name at most a third of its letters away from <paramref name="written"/>, or null. A third of five is
    /// two, so that swapped letters count.
    /// </summary>
    public static string? Name(string written)
    {
        string name = written.TrimStart('-');
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (Option option in MiniInitOptions.All)
        {
            int distance = option.Name is null || name.Length > 32 ? int.MaxValue : Distance(name, option.Name);
            if (distance < bestDistance && distance <= (option.Name!.Length + 1) / 3)
            {
                (best, bestDistance) = (option.Name, distance);
            }
        }

        return written.StartsWith("--", StringComparison.Ordinal) ? best : null;
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
