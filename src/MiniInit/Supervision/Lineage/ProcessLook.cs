using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>All processes at one moment, and which invocation each came from.</summary>
/// <remarks>
/// A process is ours only if its parents lead to us. On the way up the nearest evidence counts: a process that we started
/// and still have is the best, and so nobody can take another's process for his own by a mark; then its own control group or
/// mark, then those or the session of the nearest that has one. They are read only where no process that we started is
/// above, so that a look at a thousand healthy workers reads none.
/// </remarks>
internal sealed class ProcessLook
{
    private readonly Kin[] _kin;
    private readonly bool[] _isDecided;
    private readonly bool _adoptsOrphans = Families.AdoptsOrphans;
    private readonly ChildTable _children;
    private readonly Invocations _invocations;
    private readonly Orphans _orphans;
    private Dictionary<Invocation, List<ProcessEntry>>? _byInvocation;

    /// <summary>Where in the table a process is that is being decided, its parent, and so on.</summary>
    private readonly List<int> _path = [];

    /// <summary>Sorts a table.</summary>
    /// <param name="table">All processes.</param>
    /// <param name="children">Those that we started.</param>
    /// <param name="invocations">What they may be of.</param>
    /// <param name="orphans">Those that are known, and what they were found to be of when they became ours.</param>
    /// <param name="inherited">Children that we had before we were, and are none of our business.</param>
    public ProcessLook(
        IReadOnlyList<ProcessEntry> table, ChildTable children, Invocations invocations, Orphans orphans,
        IReadOnlyList<ProcessEntry> inherited)
    {
        (Table, _children, _invocations, _orphans) = (InOrder(table), children, invocations, orphans);
        (_kin, _isDecided) = (new Kin[table.Count], new bool[table.Count]);
        foreach (ProcessEntry entry in inherited)
        {
            int index = IndexOf(entry.Pid);
            if (index >= 0 && Table[index].StartTime == entry.StartTime)
            {
                Decide(index, Kin.Foreign);
            }
        }
    }

    /// <summary>All of them, in the order of their numbers.</summary>
    public IReadOnlyList<ProcessEntry> Table { get; }

    /// <summary>The live processes that came from an invocation. All are sorted at the first call.</summary>
    public IReadOnlyList<ProcessEntry> Of(Invocation invocation)
    {
        if (_byInvocation is null)
        {
            _byInvocation = [];
            foreach (ProcessEntry entry in Table)
            {
                if (!entry.IsZombie && KinOf(entry.Pid).Invocation is Invocation whose)
                {
                    if (!_byInvocation.TryGetValue(whose, out List<ProcessEntry>? list))
                    {
                        _byInvocation[whose] = list = [];
                    }

                    list.Add(entry);
                }
            }
        }

        return _byInvocation.TryGetValue(invocation, out List<ProcessEntry>? found) ? found : [];
    }

    /// <summary>What is known of a process: whether it is below us, whose it is, and which child of ours it is below.</summary>
    public Kin KinOf(int pid)
    {
        _path.Clear();
        Kin kin;
        int next = pid;
        int index;
        while (!TryDecide(next, index = IndexOf(next), out kin))
        {
            _path.Add(index);
            next = Table[index].ParentPid;
        }

        // From the top down: what is known of a parent holds for its children, unless they carry a mark of their own.
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            kin = Below(kin, Table[_path[i]]);
            Decide(_path[i], kin);
        }

        return kin;
    }

    /// <summary>The same in the order of their numbers, which is that of /proc: there is next to nothing to do.</summary>
    private static IReadOnlyList<ProcessEntry> InOrder(IReadOnlyList<ProcessEntry> table)
    {
        ProcessEntry[]? sorted = null;
        for (int i = 1; i < table.Count; i++)
        {
            if (sorted is null && table[i].Pid >= table[i - 1].Pid)
            {
                continue;
            }

            sorted ??= Copy(table);
            ProcessEntry entry = sorted[i];
            int place = i;
            for (; place > 0 && sorted[place - 1].Pid > entry.Pid; place--)
            {
                sorted[place] = sorted[place - 1];
            }

            sorted[place] = entry;
        }

        return sorted ?? table;
    }

    /// <summary>By hand: what the compiler makes of a spread is 18 KB of code for this type.</summary>
    private static ProcessEntry[] Copy(IReadOnlyList<ProcessEntry> table)
    {
        ProcessEntry[] copy = new ProcessEntry[table.Count];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = table[i];
        }

        return copy;
    }

    /// <summary>Finds a process; false if it is not there. A thread that is not the first of its process is none.</summary>
    public bool TryFind(int pid, out ProcessEntry entry)
    {
        int index = IndexOf(pid);
        entry = index < 0 ? default : Table[index];
        return index >= 0;
    }

    /// <summary>Where in the table a process is; negative if it is not there.</summary>
    private int IndexOf(int pid)
    {
        int low = 0;
        int high = Table.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int found = Table[middle].Pid;
            if (found == pid)
            {
                return middle;
            }

            (low, high) = found < pid ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private void Decide(int index, Kin kin) => (_kin[index], _isDecided[index]) = (kin, true);

    private bool TryDecide(int pid, int index, out Kin kin)
    {
        if (pid == CurrentProcess.Id)
        {
            kin = Kin.Unknown;
            return true;
        }

        // The table is not read at one instant, so parents may form a ring; such are nobody's.
        if (index < 0 || _path.Count > Table.Count)
        {
            kin = Kin.Foreign;
            return true;
        }

        if (_isDecided[index])
        {
            kin = _kin[index];
            return true;
        }

        if (_children.WithPid(pid) is Child child)
        {
            kin = new Kin(true, child.Invocation, child, true);
        }
        else if (_children.MainWithPid(pid) is NamedMain named && named.Entry.StartTime == Table[index].StartTime)
        {
            kin = new Kin(true, named.Child.Invocation, null, true);
        }
        else if (_orphans.WithPid(pid) is { Invocation: Invocation known } orphan && orphan.Start == Table[index].StartTime)
        {
            // As it was when it became ours: what it makes of its mark after that frees it from nothing.
            kin = new Kin(true, known, null, true, true);
        }
        else
        {
            kin = default;
            return false;
        }

        Decide(index, kin);
        return true;
    }

    private Kin Below(Kin parent, ProcessEntry entry)
    {
        if (parent.IsOurs ? parent.IsSure : _adoptsOrphans)
        {
            return parent;
        }

        Invocation? own = _invocations.Leaves.Of(entry.Pid);
        if (!parent.IsOurs)
        {
            // Where orphans pass on to others their parents do not lead to us, but their control group does.
            return own is null ? parent : new Kin(true, own, null, true);
        }

        ulong mark = 0;
        own ??= (ProcessMark.TryRead(entry.Pid, out mark) ? _invocations.WithMark(mark) : null);
        return parent with { Invocation = own ?? parent.Invocation ?? _invocations.WithSession(entry.SessionId, mark) };
    }
}
