using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;

namespace MiniInit.Supervision.Lineage;

/// <summary>Sends a signal to all that came from an instance, wherever it is by now.</summary>
/// <remarks>
/// The group goes first: the kernel signals its members in one go, and a fork that is under way sees it. Who left the
/// group is found by a look at all processes. What forks meanwhile escapes such a look; so before a tree is killed it is
/// stopped, look by look, until a look finds nobody new: a process that is stopped forks no more, and none sees another end
/// and makes up for it.
/// </remarks>
internal sealed class TreeSignals(Families families, ChildTable children, SupervisorJournal journal)
{
    private readonly List<ProcessEntry> _family = [];
    private readonly HashSet<(int Pid, ulong Start)> _frozen = [];

    /// <summary>Sends to all of an instance.</summary>
    /// <param name="job">The job.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="leader">The main process, whose group goes first: ours, or gone with members of its group left. 0 for none.</param>
    /// <param name="signal">What.</param>
    /// <param name="told">
    /// Who has got it before, and gets it no more; the others are added, and continued in case they are stopped. Null: all
    /// get it, and only that.
    /// </param>
    public void Send(string job, string instance, int leader, Signal signal, HashSet<(int Pid, ulong Start)>? told = null)
    {
        NoteEnding(job, instance, signal);
        if (signal == Signal.Kill)
        {
            Freeze(family => families.TryAdd(job, instance, family));
        }

        _family.Clear();
        if (!families.TryAdd(job, instance, _family))
        {
            SendToGroup(leader, signal);
            return;
        }

        SendToFamily(job, instance, leader, signal, told);
    }

    /// <summary>Sends to a helper and what is below it: what else its instance has is not concerned.</summary>
    public void Send(Child helper, Signal signal)
    {
        if (signal == Signal.Kill)
        {
            Freeze(family => families.TryAddBelow(helper, family));
        }

        _family.Clear();
        _ = families.TryAddBelow(helper, _family);
        SendToFamily(helper.Order.Job.Name, helper.Order.Instance, helper.Pid, signal, null);
    }

    /// <summary>Kills all that is below us.</summary>
    /// <returns>False without /proc: nobody was found.</returns>
    public bool TryKillAll()
    {
        Freeze(families.TryAddAll);
        _family.Clear();
        bool isSeen = families.TryAddAll(_family);
        foreach (ProcessEntry process in _family)
        {
            _ = SendTo(process, Signal.Kill);
        }

        families.EndBatch();
        return isSeen;
    }

    private void SendToFamily(
        string job, string instance, int leader, Signal signal, HashSet<(int Pid, ulong Start)>? told)
    {
        bool wakes = told is not null && signal != Signal.Kill;
        bool isForGroup = leader > 0 && told?.Add((leader, 0)) != false;
        if (isForGroup)
        {
            SendToGroup(leader, signal);
            if (wakes)
            {
                SendToGroup(leader, Signal.Cont);
            }
        }

        int refused = 0;
        (int Pid, Errno Errno) first = default;
        foreach (ProcessEntry process in _family)
        {
            if (told?.Add((process.Pid, process.StartTime)) == false || (isForGroup && process.GroupId == leader))
            {
                continue;
            }

            Errno errno = SendTo(process, signal);
            if (wakes)
            {
                _ = SendTo(process, Signal.Cont);
            }

            if (errno is not Errno.None and not Errno.ESRCH)
            {
                first = refused++ == 0 ? (process.Pid, errno) : first;
            }
        }

        if (refused > 0)
        {
            string others = refused == 1 ? "" : $" and {refused - 1} others";
            journal.Say(
                LogLevel.Warn,
                Consoles.JobConsoles.Title(job, instance),
                $"cannot send {signal.Name} to process {first.Pid}{others}: {Errors.Describe(first.Errno)}");
        }
    }

    /// <summary>Signals a group of ours: its leader is a child that is not reaped, or it has members left that keep its number.</summary>
    private void SendToGroup(int leader, Signal signal)
    {
        if (leader <= 1)
        {
            return;
        }

        if (children.WithPid(leader) is not null)
        {
            // It may have left its group for another of its session.
            if (SignalSender.SendToGroup(leader, signal.Number) == Errno.ESRCH)
            {
                _ = SignalSender.SendToChild(leader, signal.Number);
            }
        }
        else if (families.IsOwnGroup(leader))
        {
            _ = SignalSender.SendToGroup(leader, signal.Number);
        }
    }

    /// <summary>
    /// A child of ours keeps its number until we reap it, which is not between a look and this. For others it is to be made
    /// sure first, at six times the price.
    /// </summary>
    private static Errno SendTo(ProcessEntry process, Signal signal) => process.ParentPid == CurrentProcess.Id
        ? SignalSender.SendToChild(process.Pid, signal.Number)
        : SignalSender.SendTo(process, signal.Number);

    private void Freeze(Func<ICollection<ProcessEntry>, bool> tryAdd)
    {
        _frozen.Clear();
        for (int i = 0; i < SupervisionLimits.FreezingLooks; i++)
        {
            families.EndBatch();
            _family.Clear();
            int before = _frozen.Count;
            if (!tryAdd(_family) || _family.Count <= 1)
            {
                return; // one process cannot outrun us by much: its children are found in the next round
            }

            foreach (ProcessEntry process in _family)
            {
                if (_frozen.Add((process.Pid, process.StartTime)))
                {
                    _ = SendTo(process, Signal.Stop);
                }
            }

            if (_frozen.Count == before)
            {
                return;
            }
        }
    }

    private void NoteEnding(string job, string instance, Signal signal)
    {
        if (signal != Signal.Cont)
        {
            foreach (Invocation invocation in families.Invocations.Of(job, instance))
            {
                invocation.IsEnding = true;
            }
        }
    }
}
