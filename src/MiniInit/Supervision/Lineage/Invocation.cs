using System.Collections.Generic;
using MiniInit.Reexecution;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Consoles;

namespace MiniInit.Supervision.Lineage;

/// <summary>One start of an instance: what all its processes have in common.</summary>
/// <param name="number">Counted over all jobs from 1.</param>
/// <param name="job">The job.</param>
/// <param name="instance">The instance's name; empty where there is one.</param>
internal sealed class Invocation(long number, string job, string instance)
{
    private readonly List<int> _leaders = [];

    public long Number => number;

    public string Job => job;

    public string Instance => instance;

    /// <summary>As it is shown: <c>web</c>, <c>web (tty1)</c>.</summary>
    public string Title { get; } = JobConsoles.Title(job, instance);

    /// <summary>Which mark its processes carry; −1 for none.</summary>
    public long MarkNumber { get; set; } = -1;

    /// <summary>Whether it is the latest of its instance, and the instance is still known.</summary>
    public bool IsCurrent { get; set; } = true;

    /// <summary>Whether its processes have been asked to end: that they do is no news.</summary>
    public bool IsEnding { get; set; }

    /// <summary>How many of our children came from it and were not started by us.</summary>
    public int Orphans { get; set; }

    /// <summary>How many processes that we started for it are not reaped yet.</summary>
    public int Children { get; set; }

    /// <summary>Whether we have anything of it among our children.</summary>
    public bool HasProcesses => Children > 0 || Orphans > 0;

    /// <summary>The name of its control group; null while there is none.</summary>
    public string? Leaf { get; set; }

    /// <summary>Whether its processes were born in a control group of its own.</summary>
    public bool IsInLeaf { get; set; }

    /// <summary>Whether that is among those that may be removed.</summary>
    public bool IsLeafIdle { get; set; }

    /// <summary>Whether all that was in it was killed at once: nobody can be born there any more.</summary>
    public bool IsLeafKilled { get; set; }

    /// <summary>Whether that was stopped, until what is in it is killed.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>How many ends of its orphans were told as a warning.</summary>
    public int Warnings { get; set; }

    /// <summary>The process that was started as the main one, also after it is gone; null until it is made.</summary>
    public Child? Main { get; set; }

    /// <summary>The process group of the main process: that of the one that is followed by now. 0 until there is one.</summary>
    public int GroupId { get; set; }

    /// <summary>
    /// When the process was started that was the main one first, in clock ticks after boot: what is older is not its child. 0 where
    /// nobody asks.
    /// </summary>
    public ulong MainStart { get; set; }

    /// <summary>Takes the processes that we started for it last, each of which leads a session of its number.</summary>
    public int[] TakeLeaders()
    {
        int[] leaders = [.. _leaders];
        _leaders.Clear();
        return leaders;
    }

    /// <summary>Notes a process that we started for it.</summary>
    /// <returns>One that is forgotten for that; 0 for none.</returns>
    public int AddLeader(int pid)
    {
        _leaders.Add(pid);
        if (_leaders.Count <= SupervisionLimits.LeadersOfInvocation)
        {
            return 0;
        }

        int first = _leaders[0];
        _leaders.RemoveAt(0);
        return first;
    }

    /// <summary>Whether it is one of an instance.</summary>
    public bool IsOf(string ofJob, string ofInstance) => job == ofJob && instance == ofInstance;

    /// <summary>The number is another's from now on.</summary>
    public void RemoveLeader(int pid) => _leaders.Remove(pid);

    /// <summary>Writes down what a successor needs.</summary>
    public InvocationState Save(bool isDropped)
    {
        InvocationState state = new()
        {
            Number = number,
            Job = job,
            Instance = instance,
            Mark = MarkNumber < 0 ? null : MarkNumber,
            IsCurrent = IsCurrent,
            IsEnding = IsEnding,
            Leaf = Leaf,
            IsInLeaf = IsInLeaf,
            IsLeafKilled = IsLeafKilled,
            Warnings = Warnings,
            GroupId = GroupId,
            MainStart = MainStart,
            IsDropped = isDropped,
        };
        foreach (int leader in _leaders)
        {
            state.Leaders.Add(leader);
        }

        return state;
    }

    /// <summary>Makes it again.</summary>
    public static Invocation Resume(InvocationState state) => new(state.Number, state.Job ?? "", state.Instance ?? "")
    {
        MarkNumber = state.Mark ?? -1,
        IsCurrent = state.IsCurrent,
        IsEnding = state.IsEnding,
        Leaf = state.Leaf,
        IsInLeaf = state.IsInLeaf,
        IsLeafKilled = state.IsLeafKilled,
        Warnings = state.Warnings,
        GroupId = state.GroupId,
        MainStart = state.MainStart,
    };
}
