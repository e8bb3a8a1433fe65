using System;
using System.Collections.Generic;

namespace MiniInit.Linux.Processes;

/// <summary>The processes below one, by their parents.</summary>
public static class Descendants
{
    /// <summary>The live processes below <paramref name="ancestor"/>, leaving out some children with all they have.</summary>
    /// <param name="table">All processes.</param>
    /// <param name="ancestor">Whose.</param>
    /// <param name="except">Children of the ancestor that are none of our business; matched by pid and start time.</param>
    /// <returns>Each once, parents before their children; zombies are left out, what is below them is not.</returns>
    public static IReadOnlyList<ProcessEntry> Of(
        IReadOnlyList<ProcessEntry> table, int ancestor, IReadOnlyCollection<ProcessEntry> except)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(except);
        var byParent = new Dictionary<int, List<ProcessEntry>>();
        foreach (ProcessEntry entry in table)
        {
            if (!byParent.TryGetValue(entry.ParentPid, out List<ProcessEntry>? children))
            {
                byParent[entry.ParentPid] = children = [];
            }

            children.Add(entry);
        }

        // The table is not read at one instant, so parents may form a ring: each pid is entered once.
        var live = new List<ProcessEntry>();
        var seen = new HashSet<int> { ancestor };
        var pending = new Queue<int>([ancestor]);
        while (pending.TryDequeue(out int parent))
        {
            foreach (ProcessEntry child in byParent.GetValueOrDefault(parent) ?? [])
            {
                if (IsExcepted(child, except) || !seen.Add(child.Pid))
                {
                    continue;
                }

                pending.Enqueue(child.Pid);
                if (!child.IsZombie)
                {
                    live.Add(child);
                }
            }
        }

        return live;
    }

    private static bool IsExcepted(ProcessEntry entry, IReadOnlyCollection<ProcessEntry> except)
    {
        foreach (ProcessEntry other in except)
        {
            if (other.Pid == entry.Pid && other.StartTime == entry.StartTime)
            {
                return true;
            }
        }

        return false;
    }
}
