using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

/// <summary>The invocations that may still have processes, and their marks.</summary>
/// <remarks>
/// The latest of each instance is kept, and an earlier one as long as orphans of it are our children: whatever else it has is
/// below these, so that without them it is over and its mark free for another.
/// </remarks>
/// <param name="space">The marks to give; null where there are none.</param>
/// <param name="chance">Where to begin, so that two inits side by side do not give the same.</param>
internal sealed class Invocations(MarkSpace? space, ulong chance)
{
    private readonly Dictionary<(string Job, string Instance), List<Invocation>> _byInstance = [];
    private readonly Dictionary<long, Invocation> _byMark = [];
    private readonly Dictionary<int, Invocation> _byLeader = [];
    private readonly List<Invocation> _idle = [];
    private long _nextMark = space is null ? 0 : (long)(chance % (ulong)space.Count);

    /// <summary>Their control groups.</summary>
    public Leaves Leaves { get; } = new();

    /// <summary>Whether marks are given.</summary>
    public bool HasMarks => space is not null && !IsGivenUp;

    /// <summary>Whether the kernel refused them although it seemed that it would not.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Gives the invocation that a process is started for; the first one begins it.</summary>
    public Invocation For(SupervisorEffect.Spawn order)
    {
        if (!_byInstance.TryGetValue((order.Job.Name, order.Instance), out List<Invocation>? all))
        {
            _byInstance[(order.Job.Name, order.Instance)] = all = [];
        }

        if (all.Count > 0 && all[^1] is { IsCurrent: true } last)
        {
            if (last.Number == order.Invocation)
            {
                return last;
            }

            last.IsCurrent = false;
            DropIfOver(last);
        }

        // The list may have gone with the last one in it.
        Invocation next = new(order.Invocation, order.Job.Name, order.Instance);
        _byInstance[(order.Job.Name, order.Instance)] = all;
        all.Add(next);
        if (HasMarks && IsMarked(order.Job))
        {
            GiveMark(next);
        }

        return next;
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        foreach (List<Invocation> all in _byInstance.Values)
        {
            foreach (Invocation invocation in all)
            {
                _ = builder.PlaceOf(invocation, isDropped: false);
            }
        }

        foreach (List<Invocation> all in _byInstance.Values)
        {
            foreach (Invocation invocation in all)
            {
                _ = builder.PlaceOf(invocation.Main);
            }
        }

        builder.State.Lineage.HasNoMarks = IsGivenUp;
        Leaves.Save(builder);
    }

    /// <summary>Makes the invocations again; those who belong to them come later.</summary>
    public void Resume(StateSource source)
    {
        IsGivenUp = source.State.Lineage.HasNoMarks;
        Leaves.Resume(source.State.Lineage);
        foreach (InvocationState state in source.State.Lineage.Invocations)
        {
            Invocation invocation = Invocation.Resume(state);
            source.Invocations.Add(invocation);
            if (state.IsDropped)
            {
                continue;
            }

            if (!_byInstance.TryGetValue((invocation.Job, invocation.Instance), out List<Invocation>? all))
            {
                _byInstance[(invocation.Job, invocation.Instance)] = all = [];
            }

            all.Add(invocation);
            if (invocation.MarkNumber >= 0)
            {
                _byMark[invocation.MarkNumber] = invocation;
            }

            foreach (long leader in state.Leaders)
            {
                NoteLeader(invocation, (int)leader);
            }

            Leaves.Resume(invocation);
        }
    }

    /// <summary>The limit that makes a process one of an invocation; null where there is none to set.</summary>
    public ulong? MarkOf(Invocation invocation) =>
        HasMarks && invocation.MarkNumber >= 0 ? space!.MarkOf(invocation.MarkNumber) : null;

    /// <summary>Gives the invocation whose mark a process carries; null for other values.</summary>
    /// <param name="hardLimit">Its hard limit of real time.</param>
    public Invocation? WithMark(ulong hardLimit) =>
        space?.NumberOf(hardLimit) is long number and >= 0 ? _byMark.GetValueOrDefault(number) : null;

    /// <summary>
    /// Gives the invocation for which we started the process that made a session; null for other sessions. The number of
    /// one that is gone may be a stranger's by now: who has a higher limit than the mark never carried it.
    /// </summary>
    /// <param name="session">Its number.</param>
    /// <param name="hardLimit">That of the process, of real time.</param>
    public Invocation? WithSession(int session, ulong hardLimit) =>
        _byLeader.GetValueOrDefault(session) is Invocation found && (MarkOf(found) is not ulong mark || hardLimit <= mark) ? found : null;

    /// <summary>Notes a process that was started.</summary>
    public void NoteStarted(Child child)
    {
        (Invocation invocation, int pid) = (child.Invocation, child.Pid);
        invocation.Children++;
        if (child.Order.Role == ProcessRole.Main)
        {
            (invocation.Main, invocation.GroupId) = (child, pid);
            invocation.MainStart = child.Order.Job.Ready is Readiness.Fork or Readiness.Daemon
                && ProcessTable.TryRead(pid, out ProcessEntry entry) ? entry.StartTime : 0;
        }

        NoteLeader(invocation, pid);
    }

    /// <summary>Notes a process that leads a session of an invocation: its number leads to that, and no longer to an earlier one.</summary>
    public void NoteLeader(Invocation invocation, int pid)
    {
        if (_byLeader.TryGetValue(pid, out Invocation? earlier))
        {
            earlier.RemoveLeader(pid);
        }

        _byLeader[pid] = invocation;
        if (invocation.AddLeader(pid) is int forgotten and not 0 && _byLeader.GetValueOrDefault(forgotten) == invocation)
        {
            _ = _byLeader.Remove(forgotten);
        }
    }

    /// <summary>The invocations of an instance, the latest last.</summary>
    public IReadOnlyList<Invocation> Of(string job, string instance) =>
        _byInstance.TryGetValue((job, instance), out List<Invocation>? all) ? all : [];

    /// <summary>The latest invocation of an instance; null if it was never started.</summary>
    public Invocation? Latest(string job, string instance) => Of(job, instance) is [.., Invocation last] ? last : null;

    /// <summary>The instance is not known any more; what it left behind is.</summary>
    public void Forget(string job, string instance)
    {
        if (Latest(job, instance) is Invocation last)
        {
            last.IsCurrent = false;
            DropIfOver(last);
        }
    }

    /// <summary>One of its orphans was reaped. What that left has become ours, and is not listed yet.</summary>
    public void NoteOrphanGone(Invocation invocation)
    {
        invocation.Orphans--;
        NoteIfIdle(invocation);
    }

    /// <summary>A process that we started for it was reaped.</summary>
    public void NoteChildGone(Invocation invocation)
    {
        invocation.Children--;
        NoteIfIdle(invocation);
    }

    /// <summary>Its control group may be removed if nothing of it is left, and its sessions are over.</summary>
    public void NoteIfIdle(Invocation invocation)
    {
        if (!invocation.HasProcesses)
        {
            Leaves.NoteIdle(invocation);
            _idle.Add(invocation);
        }
    }

    /// <summary>
    /// Lets go of those that are over, and forgets the sessions of those of which nothing is left: their numbers may be
    /// anybody's from now on. To be called when it is known who has become ours.
    /// </summary>
    /// <param name="isKnown">Whether that is known; else no session is forgotten, now or later.</param>
    /// <param name="children">The main processes that were named, which need not be our children.</param>
    public void EndTurn(bool isKnown, ChildTable children)
    {
        foreach (Invocation invocation in _idle)
        {
            if (isKnown && !invocation.HasProcesses
                && !(invocation.Main is Child first && children.MainWithPid(first.NamedPid)?.Child == first))
            {
                ForgetLeaders(invocation);
            }

            DropIfOver(invocation);
        }

        _idle.Clear();
    }

    /// <summary>Lets go of an invocation that is over.</summary>
    public void DropIfOver(Invocation invocation)
    {
        if (invocation.IsCurrent || invocation.HasProcesses || invocation.Leaf is not null
            || !_byInstance.TryGetValue((invocation.Job, invocation.Instance), out List<Invocation>? all) || !all.Remove(invocation))
        {
            return; // the last says that it was let go of before: its mark may be another's
        }

        if (all.Count == 0)
        {
            _ = _byInstance.Remove((invocation.Job, invocation.Instance));
        }

        _ = invocation.MarkNumber >= 0 && _byMark.Remove(invocation.MarkNumber);
        ForgetLeaders(invocation);
    }

    private void ForgetLeaders(Invocation invocation)
    {
        foreach (int leader in invocation.TakeLeaders())
        {
            if (_byLeader.GetValueOrDefault(leader) == invocation)
            {
                _ = _byLeader.Remove(leader);
            }
        }
    }

    /// <summary>Whether a job lets its processes be marked: the mark is the hard limit, which it must not set itself.</summary>
    private static bool IsMarked(JobDefinition job)
    {
        foreach (ResourceLimit limit in job.Limits)
        {
            if (limit is { Resource: Resource.Rttime, Hard: not null })
            {
                return false;
            }
        }

        return job.Tracking == Tracking.Auto;
    }

    /// <summary>The next free one. There are a million at least, so that a few steps find it.</summary>
    private void GiveMark(Invocation invocation)
    {
        long count = space!.Count;
        for (long tries = Math.Min(count, _byMark.Count + 1L); tries > 0; tries--)
        {
            long number = _nextMark;
            _nextMark = (_nextMark + 1) % count;
            if (_byMark.TryAdd(number, invocation))
            {
                invocation.MarkNumber = number;
                return;
            }
        }
    }
}
