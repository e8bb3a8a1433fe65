using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Reexecution;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Supervision;

/// <summary>
/// Ends what main processes left behind, and tells when it is gone. Orphans become our children, so each of their ends is
/// an occasion to look again, and to ask those that were forked since; nobody looks while nothing ends.
/// </summary>
internal sealed class Remainders(
    Families families, TreeSignals trees, Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    private readonly Dictionary<(string Job, string Instance), Awaited> _awaited = [];

    /// <summary>Whether something is to be gone that is not yet.</summary>
    public bool IsWaiting => _awaited.Count > 0;

    /// <summary>Sends a signal to what is left, and says so at once if nothing is.</summary>
    public void End(SupervisorEffect.EndRemains end)
    {
        Awaited awaited = new(end, []);
        _awaited[(end.Job, end.Instance)] = awaited;
        Look(awaited);
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(LineageState lineage)
    {
        foreach (Awaited awaited in _awaited.Values)
        {
            SupervisorEffect.EndRemains end = awaited.End;
            RemainderState state = new() { Job = end.Job, Instance = end.Instance, Pid = end.Pid, Signal = end.Signal.Number, Scope = (int)end.Scope };
            foreach ((int pid, ulong start) in awaited.Told)
            {
                state.Told.Add(pid);
                state.Told.Add((long)start);
            }

            lineage.Remainders.Add(state);
        }
    }

    /// <summary>Goes on to wait for what our predecessor waited for; nobody is asked twice.</summary>
    public void Resume(LineageState lineage)
    {
        foreach (RemainderState state in lineage.Remainders)
        {
            SupervisorEffect.EndRemains end = new(
                state.Job ?? "", state.Instance ?? "", state.Pid, new Signal(state.Signal), (SignalScope)state.Scope);
            HashSet<(int Pid, ulong Start)> told = [];
            for (int i = 0; i + 1 < state.Told.Count; i += 2)
            {
                _ = told.Add(((int)state.Told[i], (ulong)state.Told[i + 1]));
            }

            _awaited[(end.Job, end.Instance)] = new Awaited(end, told);
        }

        LookAgain();
    }

    /// <summary>Looks whether what was waited for is gone by now.</summary>
    public void LookAgain()
    {
        if (_awaited.Count > 0)
        {
            families.EndBatch();
            foreach (Awaited awaited in new List<Awaited>(_awaited.Values))
            {
                Look(awaited);
            }
        }
    }

    /// <summary>Names those that have outlived the main process of an instance.</summary>
    public void Tell(SupervisorEffect.TellStrays tell)
    {
        StringBuilder names = new();
        int count = 0;
        byte[] name = new byte[16];
        foreach (Orphan orphan in families.Orphans.Of(tell.Job, tell.Instance))
        {
            if (count++ < SupervisionLimits.StraysInAMessage)
            {
                int length = ProcessTable.ReadName(orphan.Pid, name);
                _ = names.Append(count == 1 ? "" : ", ").Append(Escaped.Bytes(name.AsSpan(0, length))).Append($" ({orphan.Pid})");
            }
        }

        if (count > 0)
        {
            string more = count > SupervisionLimits.StraysInAMessage ? $" and {count - SupervisionLimits.StraysInAMessage} more" : "";
            string title = JobConsoles.Title(tell.Job, tell.Instance);
            journal.Say(
                LogLevel.Warn, title, $"{(count == 1 ? "a process outlives" : $"{count} processes outlive")} its main process: {names}{more}");
        }
    }

    private void Look(Awaited awaited)
    {
        SupervisorEffect.EndRemains end = awaited.End;
        if (IsLeft(end))
        {
            SignalLeft(awaited);

            // Where orphans are not ours nobody tells us of their end: they have been asked, and that is all.
            if (Families.AdoptsOrphans)
            {
                return;
            }
        }

        _ = _awaited.Remove((end.Job, end.Instance));
        inputs.Enqueue(new SupervisorInput.ProcessesGone(end.Job, end.Instance, end.Pid) { HadNone = awaited.Told.Count == 0 });
    }

    private bool IsLeft(SupervisorEffect.EndRemains end) => end.Scope == SignalScope.Tree
        ? families.HasRemains(end.Job, end.Instance, end.Pid)
        : GroupOf(end) is int group and > 1 && families.IsGroupOf(end.Job, end.Instance, group);

    /// <summary>The group of the last main process, which may be another than that of the first.</summary>
    private int GroupOf(SupervisorEffect.EndRemains end) =>
        families.Invocations.Latest(end.Job, end.Instance)?.GroupId ?? end.Pid;

    private void SignalLeft(Awaited awaited)
    {
        SupervisorEffect.EndRemains end = awaited.End;
        if (end.Scope == SignalScope.Group)
        {
            SignalGroup(awaited, GroupOf(end));
            return;
        }

        if (awaited.Told.Count == 0 || HasNew(awaited))
        {
            if (end.Signal == Signal.Kill)
            {
                trees.Kill(end.Job, end.Instance, end.Pid, awaited.Told);
            }
            else
            {
                trees.Send(end.Job, end.Instance, end.Pid, end.Signal, isEnd: true, awaited.Told);
            }
        }
    }

    /// <summary>
    /// Whether somebody is left who was not told: what is below those that were becomes ours when they end. Without that a
    /// look at all processes is not worth its while; of ten thousand that were killed a few hundred end in each turn.
    /// </summary>
    private bool HasNew(Awaited awaited)
    {
        foreach (Orphan orphan in families.Orphans.Of(awaited.End.Job, awaited.End.Instance))
        {
            // One that has ended is told nothing, and is reaped soon.
            if (!awaited.Told.Contains((orphan.Pid, orphan.Start))
                && ProcessTable.TryRead(orphan.Pid, out ProcessEntry entry) && !entry.IsZombie)
            {
                return true;
            }

            _ = awaited.Told.Add((orphan.Pid, orphan.Start));
        }

        return !families.Orphans.IsListed;
    }

    private static void SignalGroup(Awaited awaited, int group)
    {
        Signal signal = awaited.End.Signal;
        if (signal == Signal.Kill || awaited.Told.Add((group, 0)))
        {
            _ = SignalSender.SendToGroup(group, signal.Number);
            if (signal != Signal.Kill)
            {
                _ = SignalSender.SendToGroup(group, Signal.Cont.Number);
            }
        }
    }

    /// <summary>What is to be gone, and who has been asked to.</summary>
    private sealed record Awaited(SupervisorEffect.EndRemains End, HashSet<(int Pid, ulong Start)> Told)
    {
        /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
        public override string ToString() => nameof(Awaited);
    }
}
