using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;

namespace MiniInit.Supervision.Lineage;

/// <summary>Sends a signal to all that came from an instance, wherever it is by now.</summary>
/// <remarks>
/// The group goes first: the kernel signals its members in one go, and a fork that is under way sees it. Who left the
/// group is found by a look at all processes. What forks meanwhile escapes such a look; so before a tree is killed it is
/// stopped, look by look, until a look finds nobody new: a process that is stopped forks no more, and none sees another end
/// and makes up for it. What is in a control group of its own the kernel kills before, at once. All trees that are to be killed in one turn are so together: five hundred jobs that are late at a
/// shutdown are not to be five hundred times a few looks.
/// </remarks>
internal sealed class TreeSignals(Families families, ChildTable children, SupervisorJournal journal)
{
    private readonly List<ProcessEntry> _family = [];
    private readonly HashSet<(int Pid, ulong Start)> _frozen = [];
    private readonly List<Aim> _kills = [];

    /// <summary>Those that the kernel has killed in this turn with their control groups.</summary>
    private readonly HashSet<int> _killed = [];

    /// <summary>Sends a signal other than KILL to all of an instance.</summary>
    /// <param name="job">The job.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="leader">The main process, whose group goes first: ours, or gone with members of its group left. 0 for none.</param>
    /// <param name="signal">What.</param>
    /// <param name="isEnd">Whether it asks them to end.</param>
    /// <param name="told">
    /// Who has got it before, and gets it no more; the others are added, and continued in case they are stopped. Null: all
    /// get it, and only that.
    /// </param>
    public void Send(
        string job, string instance, int leader, Signal signal, bool isEnd, HashSet<(int Pid, ulong Start)>? told = null)
    {
        if (isEnd)
        {
            NoteEnding(job, instance);
        }

        _family.Clear();
        _ = families.TryAdd(job, instance, _family);
        SendToFamily(new Aim(job, instance, leader, told), signal);
    }

    /// <summary>Sends to a helper and what is below it: what else its instance has is not concerned.</summary>
    public void Send(Child helper, Signal signal)
    {
        _family.Clear();
        _ = families.TryAddBelow(helper, _family);
        SendToFamily(new Aim(helper.Order.Job.Name, helper.Order.Instance, helper.Pid, null), signal);
    }

    /// <summary>Kills all of an instance by the end of this turn, see <see cref="Flush"/>.</summary>
    /// <param name="job">The job.</param>
    /// <param name="instance">The instance's name.</param>
    /// <param name="leader">The main process, as for Send.</param>
    /// <param name="told">Gets those that were killed; who is in it is not killed again. Null: all are.</param>
    public void Kill(string job, string instance, int leader, HashSet<(int Pid, ulong Start)>? told = null)
    {
        NoteEnding(job, instance);
        _kills.Add(new Aim(job, instance, leader, told));
    }

    /// <summary>Kills what is to be killed, if an instance is among that.</summary>
    public void FlushIfAimedAt(string job, string instance)
    {
        foreach (Aim kill in _kills)
        {
            if (kill.Job == job && kill.Instance == instance)
            {
                Flush();
                return;
            }
        }
    }

    /// <summary>Kills what is to be killed: stops all of it first, so that nothing escapes.</summary>
    public void Flush()
    {
        if (_kills.Count == 0)
        {
            return;
        }

        bool areSeen = false;
        try
        {
            areSeen = KillTogether();
        }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            journal.Say(LogLevel.Error, "", $"cannot kill what is to be killed, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
        }

        if (!areSeen)
        {
            KillFrozen();
        }

        _kills.Clear();
        _killed.Clear();
        families.EndBatch();
    }

    /// <summary>Nobody is left stopped, and no main process alive, also where they cannot be seen any more.</summary>
    private void KillFrozen()
    {
        foreach ((int pid, ulong start) in _frozen)
        {
            _ = SignalSender.SendTo(new ProcessEntry(pid, 0, 'T', start), Signal.Kill.Number);
        }

        foreach (Aim kill in _kills)
        {
            if (children.WithPid(kill.Leader) is Child leader && leader.Invocation.IsOf(kill.Job, kill.Instance))
            {
                _ = SignalSender.SendToGroup(kill.Leader, Signal.Kill.Number);
            }

            foreach (Invocation invocation in families.Invocations.Of(kill.Job, kill.Instance))
            {
                families.Invocations.Leaves.Thaw(invocation);
            }
        }
    }

    /// <summary>Stops them all, then kills them.</summary>
    /// <returns>Whether they could be seen to the end.</returns>
    private bool KillTogether()
    {
        _frozen.Clear();
        foreach (Aim kill in _kills)
        {
            foreach (Invocation invocation in families.Invocations.Of(kill.Job, kill.Instance))
            {
                families.Invocations.Leaves.Kill(invocation, _killed);
            }
        }

        Freeze();
        foreach (Aim kill in _kills)
        {
            _family.Clear();
            _ = families.TryAdd(kill.Job, kill.Instance, _family);
            SendToFamily(kill, Signal.Kill);
            foreach (Invocation invocation in families.Invocations.Of(kill.Job, kill.Instance))
            {
                families.Invocations.Leaves.Thaw(invocation);
            }
        }

        return families.Look() is not null;
    }

    /// <summary>Kills all that is below us.</summary>
    /// <returns>False without /proc: nobody was found.</returns>
    public bool TryKillAll()
    {
        _frozen.Clear();
        bool isSeen = true;
        for (int i = 0; i < SupervisionLimits.FreezingLooks && isSeen; i++)
        {
            families.EndBatch();
            _family.Clear();
            isSeen = families.TryAddAll(_family);
            if (!StopNew())
            {
                break;
            }
        }

        foreach (ProcessEntry process in _family)
        {
            _ = SendTo(process, Signal.Kill);
        }

        families.EndBatch();
        return isSeen;
    }

    private void Freeze()
    {
        _frozen.Clear();
        for (int i = 0; i < SupervisionLimits.FreezingLooks; i++)
        {
            families.EndBatch();
            _family.Clear();
            int lone = 0;
            foreach (Aim kill in _kills)
            {
                int before = _family.Count;
                if (!families.TryAdd(kill.Job, kill.Instance, _family))
                {
                    return;
                }

                lone += _family.Count - before <= 1 ? 1 : 0;
            }

            // One process alone cannot outrun us by much: its children are found when it has ended.
            if (lone == _kills.Count || !StopNew())
            {
                return;
            }
        }
    }

    private bool StopNew()
    {
        int before = _frozen.Count;
        foreach (ProcessEntry process in _family)
        {
            if (!_killed.Contains(process.Pid) && _frozen.Add((process.Pid, process.StartTime)))
            {
                _ = SendTo(process, Signal.Stop);
            }
        }

        return _frozen.Count > before;
    }

    /// <summary>Sends to those that were found, the group first.</summary>
    private void SendToFamily(Aim to, Signal signal)
    {
        bool wakes = to.Told is not null && signal != Signal.Kill;
        bool isForGroup = to.Leader > 0 && to.Told?.Add((to.Leader, 0)) != false && SendToGroup(to, signal);
        if (isForGroup && wakes)
        {
            _ = SendToGroup(to, Signal.Cont);
        }

        int refused = 0;
        (int Pid, Errno Errno) first = default;
        foreach (ProcessEntry process in _family)
        {
            if (to.Told?.Add((process.Pid, process.StartTime)) == false || (isForGroup && process.GroupId == to.Leader)
                || _killed.Contains(process.Pid))
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
                JobConsoles.Title(to.Job, to.Instance),
                $"cannot send {signal.Name} to process {first.Pid}{others}: {Errors.Describe(first.Errno)}");
        }
    }

    /// <summary>
    /// Signals a group of the instance: its leader is a child that is not reaped, or it has members left that keep its number.
    /// </summary>
    /// <returns>Whether its members have got it.</returns>
    private bool SendToGroup(Aim to, Signal signal)
    {
        if (children.WithPid(to.Leader) is Child leader)
        {
            // A number that is another job's by now, or a leader that left its group for another of its session.
            if (!leader.Invocation.IsOf(to.Job, to.Instance))
            {
                return false;
            }

            if (SignalSender.SendToGroup(to.Leader, signal.Number) == Errno.None)
            {
                return true;
            }

            if (families.Look() is null)
            {
                _ = SignalSender.SendToChild(to.Leader, signal.Number);
            }

            return false;
        }

        return families.IsGroupOf(to.Job, to.Instance, to.Leader)
            && SignalSender.SendToGroup(to.Leader, signal.Number) == Errno.None;
    }

    /// <summary>
    /// A child of ours keeps its number until we reap it, which is not between a look and this. For others it is to be made
    /// sure first, at six times the price.
    /// </summary>
    private static Errno SendTo(ProcessEntry process, Signal signal) => process.ParentPid == CurrentProcess.Id
        ? SignalSender.SendToChild(process.Pid, signal.Number)
        : SignalSender.SendTo(process, signal.Number);

    private void NoteEnding(string job, string instance)
    {
        foreach (Invocation invocation in families.Invocations.Of(job, instance))
        {
            invocation.IsEnding = true;
        }
    }

    /// <summary>Whose processes, which group goes first, and who needs it no more.</summary>
    private sealed record Aim(string Job, string Instance, int Leader, HashSet<(int Pid, ulong Start)>? Told)
    {
        public override string ToString() => $"{Job} {Instance}";
    }
}
