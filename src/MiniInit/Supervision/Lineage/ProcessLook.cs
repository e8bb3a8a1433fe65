using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>All processes at one moment, and which invocation each came from.</summary>
/// <remarks>
/// A process is ours only if its parents lead to us. On the way up the nearest evidence counts: a process that we started
/// and still have is the best, and so nobody can take another's process for his own by a mark; then its own mark, then the
/// mark or the session of the nearest that has one. The mark is read only where no process that we started is above, so
/// that a look at a thousand healthy workers reads none.
/// </remarks>
internal sealed class ProcessLook
{
    private readonly Dictionary<int, ProcessEntry> _entries;
    private readonly Dictionary<int, Kin> _kin = [];
    private readonly ChildTable _children;
    private readonly Invocations _invocations;
    private readonly Orphans _orphans;
    private Dictionary<Invocation, List<ProcessEntry>>? _byInvocation;
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
        (Table, _children, _invocations, _orphans) = (table, children, invocations, orphans);
        _entries = new Dictionary<int, ProcessEntry>(table.Count);
        foreach (ProcessEntry entry in table)
        {
            _entries[entry.Pid] = entry;
        }

        foreach (ProcessEntry entry in inherited)
        {
            if (_entries.TryGetValue(entry.Pid, out ProcessEntry now) && now.StartTime == entry.StartTime)
            {
                _kin[entry.Pid] = Kin.Foreign;
            }
        }
    }

    /// <summary>All of them, in the order of /proc.</summary>
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
        while (!TryDecide(next, out kin))
        {
            _path.Add(next);
            next = _entries[next].ParentPid;
        }

        // From the top down: what is known of a parent holds for its children, unless they carry a mark of their own.
        for (int i = _path.Count - 1; i >= 0; i--)
        {
            kin = Below(kin, _entries[_path[i]]);
            _kin[_path[i]] = kin;
        }

        return kin;
    }

    private bool TryDecide(int pid, out Kin kin)
    {
        if (pid == CurrentProcess.Id)
        {
            kin = Kin.Unknown;
            return true;
        }

        if (_kin.TryGetValue(pid, out kin))
        {
            return true;
        }

        // The table is not read at one instant, so parents may form a ring; such are nobody's.
        if (pid <= 0 || !_entries.ContainsKey(pid) || _path.Count > _entries.Count)
        {
            kin = Kin.Foreign;
            return true;
        }

        if (_children.WithPid(pid) is Child child)
        {
            kin = new Kin(true, child.Invocation, child, true);
        }
        else if (_children.MainWithPid(pid) is NamedMain named && named.Entry.StartTime == _entries[pid].StartTime)
        {
            kin = new Kin(true, named.Child.Invocation, null, true);
        }
        else if (_orphans.WithPid(pid) is { Invocation: Invocation known } orphan && orphan.Start == _entries[pid].StartTime)
        {
            // As it was when it became ours: what it makes of its mark after that frees it from nothing.
            kin = new Kin(true, known, null, true, true);
        }
        else
        {
            return false;
        }

        _kin[pid] = kin;
        return true;
    }

    private Kin Below(Kin parent, ProcessEntry entry)
    {
        if (!parent.IsOurs || parent.IsSure)
        {
            return parent;
        }

        Invocation? own = ProcessMark.TryRead(entry.Pid, out ulong mark) ? _invocations.WithMark(mark) : null;
        return parent with { Invocation = own ?? parent.Invocation ?? _invocations.WithSession(entry.SessionId, mark) };
    }
}
