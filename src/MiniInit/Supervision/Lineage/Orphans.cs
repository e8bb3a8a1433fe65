using System;
using System.Collections.Generic;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>The orphans among our children, and what they came from.</summary>
/// <remarks>
/// Nobody tells us that a process has become ours; but it does when its parent ends, before that parent can be reaped. So
/// the list of our children is read after each batch of ends in which somebody we knew ended, and by those who ask for all.
/// Nothing is read while nothing ends. Zombies are among them until they are reaped: one that was alive when the list was
/// made may have left a successor that is not in it.
/// </remarks>
internal sealed class Orphans(ChildTable children, Invocations invocations, IReadOnlyList<ProcessEntry> inherited)
{
    private readonly Dictionary<int, Orphan> _byPid = [];
    private readonly List<int> _listing = [];

    /// <summary>Gives what is known of an orphan; null for other processes.</summary>
    public Orphan? WithPid(int pid) => _byPid.GetValueOrDefault(pid);

    /// <summary>Whether there are so many that others are not known.</summary>
    public bool IsFull => _byPid.Count >= SupervisionLimits.Orphans;

    /// <summary>Whether an instance has any.</summary>
    public bool Has(string job, string instance)
    {
        foreach (Invocation invocation in invocations.Of(job, instance))
        {
            if (invocation.Orphans > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an invocation has any that is not older than its main process.</summary>
    public bool HasYoung(Invocation invocation)
    {
        foreach (Orphan orphan in _byPid.Values)
        {
            if (orphan.Invocation == invocation && !ProcessTable.BeganBefore(orphan.Start, invocation.MainStart))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there is one of which nobody knows what it came from, and which is not older than a main process.</summary>
    public bool HasNameless(ulong since)
    {
        foreach (Orphan orphan in _byPid.Values)
        {
            if (orphan.Invocation is null && !ProcessTable.BeganBefore(orphan.Start, since))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes what one came from of which that was not known.</summary>
    public void Claim(int pid, Invocation invocation)
    {
        if (WithPid(pid) is { Invocation: null } orphan)
        {
            _byPid[pid] = orphan with { Invocation = invocation };
            invocation.Orphans++;
        }
    }

    /// <summary>Those of an instance, in no order.</summary>
    public IEnumerable<Orphan> Of(string job, string instance)
    {
        foreach (Orphan orphan in _byPid.Values)
        {
            if (orphan.Invocation is Invocation invocation && invocation.Job == job && invocation.Instance == instance)
            {
                yield return orphan;
            }
        }
    }

    /// <summary>Whether our children can be listed: else their groups tell whether some are left.</summary>
    public bool IsListed { get; private set; } = true;

    /// <summary>Looks who has become ours.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ended">Who has just ended: one of these was its parent.</param>
    public void Refresh(TimeSpan now, IReadOnlyList<EndedProcess> ended)
    {
        _listing.Clear();
        IsListed = Families.AdoptsOrphans && ChildListing.TryRead(_listing);

        foreach (int pid in _listing)
        {
            if (!IsFull && !_byPid.ContainsKey(pid) && children.WithPid(pid) is null
                && !PassedDescriptors.Knows(pid) && ProcessTable.TryRead(pid, out ProcessEntry entry)
                && !IsInherited(entry))
            {
                Add(entry, now, ended);
            }
        }
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        LineageState state = builder.State.Lineage;
        foreach (Orphan orphan in _byPid.Values)
        {
            state.Orphans.Add(new OrphanState
            {
                Pid = orphan.Pid,
                Start = orphan.Start,
                Invocation = builder.PlaceOf(orphan.Invocation),
                Since = orphan.Since,
                FormerPid = orphan.FormerPid,
                FormerRole = orphan.FormerRole,
            });
        }

        foreach (ProcessEntry entry in inherited)
        {
            state.Inherited.Add(new OrphanState { Pid = entry.Pid, Start = entry.StartTime });
        }
    }

    /// <summary>Takes them over.</summary>
    public void Resume(StateSource source)
    {
        foreach (OrphanState state in source.State.Lineage.Orphans)
        {
            Invocation? invocation = source.Invocation(state.Invocation);
            _byPid[state.Pid] = new Orphan(
                state.Pid, invocation, state.Since ?? default, state.FormerPid, state.FormerRole, state.Start);
            if (invocation is not null)
            {
                invocation.Orphans++;
            }
        }
    }

    /// <summary>What a child of ours that we did not start came from, by its mark or its session; null where neither tells.</summary>
    public Invocation? InvocationOf(int pid) => ProcessTable.TryRead(pid, out ProcessEntry entry) ? InvocationOf(entry) : null;

    /// <summary>Forgets one that was reaped.</summary>
    /// <returns>What was known of it; null for other processes.</returns>
    public Orphan? Remove(int pid)
    {
        if (_byPid.Remove(pid, out Orphan? orphan) && orphan.Invocation is Invocation invocation)
        {
            invocations.NoteOrphanGone(invocation);
        }

        return orphan;
    }

    private void Add(ProcessEntry entry, TimeSpan now, IReadOnlyList<EndedProcess> ended)
    {
        Invocation? invocation = InvocationOf(entry);
        EndedProcess? former = FormerOf(invocation, ended);
        _byPid[entry.Pid] = new Orphan(entry.Pid, invocation, now, former?.Pid ?? 0, former?.Role, entry.StartTime);
        if (invocation is not null)
        {
            invocation.Orphans++;
        }
    }

    /// <summary>Of several that ended any may have been its parent; then none is named.</summary>
    private static EndedProcess? FormerOf(Invocation? invocation, IReadOnlyList<EndedProcess> ended)
    {
        EndedProcess? former = null;
        int count = 0;
        foreach (EndedProcess one in ended)
        {
            if (invocation is not null && one.Invocation == invocation)
            {
                (former, count) = (one, count + 1);
            }
        }

        return count == 1 ? former : null;
    }

    private Invocation? InvocationOf(ProcessEntry entry) =>
        invocations.Leaves.Of(entry.Pid) is Invocation known ? known
            : !ProcessMark.TryRead(entry.Pid, out ulong mark) ? invocations.WithSession(entry.SessionId, 0)
            : invocations.WithMark(mark) ?? invocations.WithSession(entry.SessionId, mark);

    private bool IsInherited(ProcessEntry entry)
    {
        foreach (ProcessEntry other in inherited)
        {
            if (other.Pid == entry.Pid && other.StartTime == entry.StartTime)
            {
                return true;
            }
        }

        return false;
    }
}
