using System;
using System.Collections.Generic;

namespace MiniInit.Linux.Processes;

/// <summary>All processes at one moment, by parent and by session: to ask for several at the price of one look.</summary>
public sealed class ProcessTree
{
    private readonly Dictionary<int, int> _parents = [];
    private readonly Dictionary<int, ulong> _starts = [];
    private readonly Dictionary<int, List<ProcessEntry>> _byParent = [];
    private readonly Dictionary<int, List<ProcessEntry>> _bySession = [];

    /// <summary>Sorts a table.</summary>
    /// <param name="table">All processes, <see cref="ProcessTable.TryReadAll"/>.</param>
    public ProcessTree(IReadOnlyList<ProcessEntry> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (ProcessEntry entry in table)
        {
            (_parents[entry.Pid], _starts[entry.Pid]) = (entry.ParentPid, entry.StartTime);
            Add(_byParent, entry.ParentPid, entry);
            if (entry.SessionId > 1)
            {
                Add(_bySession, entry.SessionId, entry);
            }
        }
    }

    /// <summary>
    /// The live processes that came from one: those below it by their parents, those of its session, and those below
    /// these. What left the session and lost its parent before is not found.
    /// </summary>
    /// <param name="root">A process that leads a session.</param>
    /// <param name="into">Where to add them; the root itself is not among them.</param>
    public void AddFamily(int root, ICollection<ProcessEntry> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        // The table is not read at one instant, so parents may form a ring: each pid is entered once.
        HashSet<int> seen = [root];
        Queue<int> pending = new([root]);
        Enter(_bySession.GetValueOrDefault(root), seen, pending, into);
        Descend(seen, pending, into);
    }

    /// <summary>Whether the parents of a process lead to another.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="ancestor">The other one.</param>
    public bool IsBelow(int pid, int ancestor)
    {
        int next = pid;

        // The table is not read at one instant, so parents may form a ring.
        for (int hops = 0; hops <= _parents.Count && _parents.TryGetValue(next, out int parent); hops++)
        {
            if (parent == ancestor)
            {
                return true;
            }

            next = parent;
        }

        return false;
    }

    /// <summary>The live processes below one by their parents.</summary>
    /// <param name="ancestor">Whose.</param>
    /// <param name="except">Those that are left out, with all they have.</param>
    /// <param name="into">Where to add them.</param>
    public void AddBelow(int ancestor, IReadOnlyCollection<ProcessEntry> except, ICollection<ProcessEntry> into)
    {
        ArgumentNullException.ThrowIfNull(except);
        ArgumentNullException.ThrowIfNull(into);
        HashSet<int> seen = [ancestor];
        foreach (ProcessEntry left in except)
        {
            if (_starts.GetValueOrDefault(left.Pid) == left.StartTime)
            {
                _ = seen.Add(left.Pid);
            }
        }

        Descend(seen, new Queue<int>([ancestor]), into);
    }

    private void Descend(HashSet<int> seen, Queue<int> pending, ICollection<ProcessEntry> into)
    {
        while (pending.TryDequeue(out int parent))
        {
            Enter(_byParent.GetValueOrDefault(parent), seen, pending, into);
        }
    }

    private static void Enter(
        List<ProcessEntry>? entries, HashSet<int> seen, Queue<int> pending, ICollection<ProcessEntry> into)
    {
        foreach (ProcessEntry entry in entries ?? [])
        {
            if (seen.Add(entry.Pid))
            {
                pending.Enqueue(entry.Pid);
                if (!entry.IsZombie)
                {
                    into.Add(entry);
                }
            }
        }
    }

    private static void Add(Dictionary<int, List<ProcessEntry>> index, int key, ProcessEntry entry)
    {
        if (!index.TryGetValue(key, out List<ProcessEntry>? list))
        {
            index[key] = list = [];
        }

        list.Add(entry);
    }
}
