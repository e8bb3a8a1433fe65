using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;

namespace MiniInit.Supervision.Lineage;

// The model
//
//   Each start of an instance is an invocation, and all that comes from it is its family: what we started and what is
//   below that; and the orphans, which became our children when their parents ended, with what is below these.
//
// The constraints
//
//   - A process may leave its parents, its session and its group, change its user and clear its environment. What it
//     cannot leave without asking for it is the mark: a limit that is inherited.
//   - The mark is evidence and no authority. Who lies about it reaches no process that we can tell by its parents, and
//     none that is not below us.
//   - Nothing is looked at while nothing happens. One look serves for all that is done in one turn of the loop: a stop of
//     a hundred jobs is not to read a hundred tables.
//
// The scheme
//
//   Invocations gives marks, and control groups if they are asked for; Orphans is told of ends and knows our children; ProcessLook sorts all processes by what they
//   came from. Families answers who belongs to an instance from these three.

/// <summary>Which processes belong to which instance.</summary>
internal sealed class Families
{
    /// <summary>What it means that processes are not marked, as a part of a sentence.</summary>
    public const string WithoutMarks =
        "a process that leaves its parents and its session is not known as its job's any more, and outlives it";

    private readonly ChildTable _children;
    private readonly List<ProcessEntry> _inherited;
    private ProcessLook? _look;
    private bool _hasLooked;

    /// <summary>Reads what we were given ourselves.</summary>
    /// <param name="children">The processes that we started.</param>
    /// <param name="chance">Where marks begin.</param>
    /// <param name="former">Whose successor we are; null: nobody's.</param>
    public Families(ChildTable children, ulong chance, LineageState? former = null)
    {
        _children = children;
        _inherited = former is null ? Inherited() : Inherited(former);
        Invocations = new Invocations(MarkSpace.Below(ProcessMark.Own), chance);
        Orphans = new Orphans(children, Invocations, _inherited);
    }

    public Invocations Invocations { get; }

    public Orphans Orphans { get; }

    /// <summary>Whether orphans become ours: else only what we started, and its group, can be ended for sure.</summary>
    public static bool AdoptsOrphans => CurrentProcess.Id == 1 || CurrentProcess.IsSubreaper;

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        Invocations.Save(builder);
        foreach (Child child in _children.All)
        {
            _ = builder.PlaceOf(child);
        }

        Orphans.Save(builder);
    }

    /// <summary>Forgets how things stood; what comes next looks again.</summary>
    public void EndBatch() => (_look, _hasLooked) = (null, false);

    /// <summary>All processes as they are in this turn; null without /proc.</summary>
    public ProcessLook? Look()
    {
        if (!_hasLooked)
        {
            _hasLooked = true;
            _look = ProcessTable.TryReadAll() is IReadOnlyList<ProcessEntry> table
                ? new ProcessLook(table, _children, Invocations, Orphans, _inherited) : null;
        }

        return _look;
    }

    /// <summary>Adds the live processes of an instance, of all its invocations.</summary>
    /// <returns>False without /proc.</returns>
    public bool TryAdd(string job, string instance, ICollection<ProcessEntry> into)
    {
        if (Look() is not ProcessLook look)
        {
            return false;
        }

        foreach (Invocation invocation in Invocations.Of(job, instance))
        {
            foreach (ProcessEntry entry in look.Of(invocation))
            {
                into.Add(entry);
            }
        }

        return true;
    }

    /// <summary>Adds the live processes that are below a child of ours, and those of its session and below these.</summary>
    /// <returns>False without /proc.</returns>
    public bool TryAddBelow(Child child, ICollection<ProcessEntry> into)
    {
        if (Look() is not ProcessLook look)
        {
            return false;
        }

        foreach (ProcessEntry entry in look.Table)
        {
            if (!entry.IsZombie && entry.Pid != child.Pid && look.KinOf(entry.Pid) is { IsOurs: true } kin
                && (kin.Child == child || (kin.Child is null && kin.Invocation == child.Invocation && entry.SessionId == child.Pid)))
            {
                into.Add(entry);
            }
        }

        return true;
    }

    /// <summary>
    /// Adds all live processes that are below us. Below a program that exec'ed us there are others' as well, which become
    /// ours when their parents end: there only those are added that are known to be of a job.
    /// </summary>
    /// <returns>False without /proc.</returns>
    public bool TryAddAll(ICollection<ProcessEntry> into)
    {
        if (Look() is not ProcessLook look)
        {
            return false;
        }

        foreach (ProcessEntry entry in look.Table)
        {
            if (!entry.IsZombie && entry.Pid != CurrentProcess.Id && look.KinOf(entry.Pid) is { IsOurs: true } kin
                && (kin.Invocation is not null || _inherited.Count == 0))
            {
                into.Add(entry);
            }
        }

        return true;
    }

    /// <summary>
    /// Whether something of an instance is left whose main process is gone, and was reaped in this turn.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="pid">
    /// The main process: it led a group, whose number is no one else's as long as it has members. 0 where none is meant: then
    /// what we started ourselves counts too.
    /// </param>
    public bool HasRemains(string job, string instance, int pid)
    {
        if (HasFormerMains(job, instance))
        {
            return true;
        }

        if (Orphans.IsFull)
        {
            List<ProcessEntry> left = [];
            return TryAdd(job, instance, left) && left.Count > 0;
        }

        return Orphans.Has(job, instance) || (pid == 0 && HasChildren(job, instance)) || (!AdoptsOrphans && HasLeafMembers(job, instance))
            || (pid > 1 && !Orphans.IsListed && _children.WithPid(pid) is null && SignalSender.GroupExists(pid));
    }

    /// <summary>
    /// Those that named another as the main process, and live on: by now the instance may have been started again, with
    /// <c>adopt = "keep"</c>.
    /// </summary>
    private bool HasFormerMains(string job, string instance)
    {
        foreach (Invocation invocation in Invocations.Of(job, instance))
        {
            if (invocation.Main is { HasFailed: false } first && _children.WithPid(first.Pid) == first)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasChildren(string job, string instance)
    {
        foreach (Invocation invocation in Invocations.Of(job, instance))
        {
            if (invocation.Children > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasLeafMembers(string job, string instance)
    {
        foreach (Invocation invocation in Invocations.Of(job, instance))
        {
            if (Invocations.Leaves.HasAny(invocation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a group is an instance's whose leader is gone: as long as it has members its number is no one else's, and one
    /// of these is a process of the instance.
    /// </summary>
    public bool IsGroupOf(string job, string instance, int group)
    {
        if (Look() is not ProcessLook look)
        {
            return _children.WithPid(group) is null && SignalSender.GroupExists(group);
        }

        foreach (Invocation invocation in Invocations.Of(job, instance))
        {
            foreach (ProcessEntry entry in look.Of(invocation))
            {
                if (entry.GroupId == group)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a process of which nothing tells what it came from may be the one that a job names. So it is with jobs that
    /// are not marked: a daemon of theirs that left its session is known by nothing but its job's word.
    /// </summary>
    /// <param name="first">The process that was started as the main one.</param>
    /// <param name="entry">The process that is named: it has to be below us, to have the user of the job, and to be no older.</param>
    public bool MayBeOf(Child first, ProcessEntry entry) =>
        IsUnmarked(first.Invocation) && !ProcessTable.BeganBefore(entry.StartTime, first.Invocation.MainStart)
        && KinOf(entry.Pid) is { IsOurs: true, Invocation: null, Child: null } && !PassedDescriptors.Knows(entry.Pid)
        && ProcessTable.ReadUser(entry.Pid) == (first.UserId ?? CurrentProcess.EffectiveUserId);

    /// <summary>Whether there may be a process that <see cref="MayBeOf"/> is true for.</summary>
    public bool MayHaveNameless(Invocation invocation) => IsUnmarked(invocation) && Orphans.HasNameless(invocation.MainStart);

    /// <summary>Notes a main process that was named or found, and what it leads.</summary>
    public void NoteMain(Child first, ProcessEntry entry)
    {
        Orphans.Claim(entry.Pid, first.Invocation);
        if (entry.SessionId == entry.Pid)
        {
            Invocations.NoteLeader(first.Invocation, entry.Pid);
        }
    }

    private bool IsUnmarked(Invocation invocation) => !invocation.IsInLeaf && Invocations.MarkOf(invocation) is null;

    /// <summary>The invocation that a process belongs to, as far as it is ours; without a look at all processes.</summary>
    public Kin KinOf(int pid)
    {
        if (_hasLooked && _look is not null)
        {
            Kin known = _look.KinOf(pid);
            if (known.IsOurs)
            {
                return known;
            }
        }

        List<ProcessEntry> path = [];
        for (int next = pid; path.Count < SupervisionLimits.AncestorsOfSender; next = path[^1].ParentPid)
        {
            if (next == CurrentProcess.Id || !ProcessTable.TryRead(next, out ProcessEntry entry))
            {
                break;
            }

            path.Add(entry);
        }

        return new ProcessLook(path, _children, Invocations, Orphans, _inherited).KinOf(pid);
    }

    private static List<ProcessEntry> Inherited(LineageState former)
    {
        List<ProcessEntry> children = [];
        foreach (OrphanState one in former.Inherited)
        {
            children.Add(new ProcessEntry(one.Pid, CurrentProcess.Id, 'S', one.Start));
        }

        return children;
    }

    /// <summary>The children that we had before we were: a shell's that exec'ed us. They are none of our business.</summary>
    private static List<ProcessEntry> Inherited()
    {
        List<ProcessEntry> children = [];
        List<int> pids = [];
        if (CurrentProcess.Id != 1 && ChildListing.TryRead(pids))
        {
            foreach (int pid in pids)
            {
                if (ProcessTable.TryRead(pid, out ProcessEntry entry) && entry.ParentPid == CurrentProcess.Id)
                {
                    children.Add(entry);
                }
            }
        }

        return children;
    }
}
