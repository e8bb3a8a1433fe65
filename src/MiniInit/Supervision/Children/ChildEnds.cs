using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Supervision.Children;

/// <summary>Reaps the children that have ended, and takes what they leave behind.</summary>
/// <remarks>
/// First all of a turn are reaped, then our children are listed, then each end is told: what a process left has become ours
/// by the time it can be reaped, so that the list knows of it.
/// </remarks>
internal sealed class ChildEnds(
    ChildTable children, Starter starter, JobConsoles consoles, NamedMains mains, Families families, OrphanEnds orphanEnds,
    Remainders remainders, MainFinder finder, TreeSignals trees, Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    private readonly List<ChildChange> _changes = [];
    private readonly List<EndedProcess> _ended = [];

    /// <summary>Whether some may have ended since the last look.</summary>
    public bool HaveChanged { get; set; } = true;

    /// <summary>Whether some were reaped and are not told yet, which only trouble in the middle of a turn brings about.</summary>
    public bool HasUntold => _changes.Count > 0;

    /// <summary>Reaps those that have ended, a bounded number.</summary>
    public void Reap()
    {
        if (!HaveChanged)
        {
            return;
        }

        Collect();
        RefreshGuarded();

        foreach (ChildChange change in _changes)
        {
            TakeGuarded(change);
        }

        _changes.Clear();
        _ended.Clear();
        remainders.LookAgain();
        finder.LookAgain();
        trees.Flush();
        orphanEnds.EndBatch();
    }

    /// <summary>The ends are told whatever goes wrong with this: they are reaped, and nobody tells of them again.</summary>
    private void RefreshGuarded()
    {
        // What was seen before is out of date, and what a process left behind is ours now.
        families.EndBatch();
        if (_ended.Count == 0 && !(_changes.Count > 0 && remainders.IsWaiting))
        {
            return;
        }

        try
        {
            families.Orphans.Refresh(LoopClock.Now.Monotonic, _ended);
        }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
        catch (System.Exception e)
#pragma warning restore CA1031
        {
            journal.Say(LogLevel.Error, "", $"cannot list our children, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Collect()
    {
        // Should a call throw: who was reaped so far is told in the next turn, and others are looked for again.
        HaveChanged = true;
        while (_changes.Count < SupervisionLimits.ReapedPerTurn)
        {
            int pid = Reaper.Peek(out bool isKilled);
            if (pid > 0 && children.WithPid(pid) is null)
            {
                orphanEnds.Look(pid, isKilled);
            }

            if (pid == 0)
            {
                HaveChanged = false;
                return;
            }

            if (Reaper.TryReap(pid, out ChildChange change) != ReapResult.Changed)
            {
                // It was stopped, and has been continued since: others may wait behind it.
                HaveChanged = pid > 0;
                return;
            }

            _changes.Add(change);
            if (change.Status.Ended)
            {
                NoteEnded(change.Pid, children.WithPid(change.Pid));
            }
        }
    }

    private void NoteEnded(int pid, Child? child)
    {
        if (child is not null)
        {
            _ended.Add(new EndedProcess(pid, child.Invocation, Supervisor.Text(child.Order.Role)));
        }
        else if (families.Orphans.Remove(pid) is Orphan orphan)
        {
            _ended.Add(new EndedProcess(pid, orphan.Invocation, "orphan"));
        }
    }

    /// <summary>Whatever goes wrong with one, the others are looked at too.</summary>
    private void TakeGuarded(ChildChange change)
    {
        try
        {
            Take(change);
        }
#pragma warning disable CA1031 // Whatever it is: PID 1 says so and lives on.
        catch (System.Exception e)
#pragma warning restore CA1031
        {
            journal.Say(
                LogLevel.Error, "", $"cannot take the end of process {change.Pid}, which is a bug of miniinit: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Take(ChildChange change)
    {
        Child? child = children.WithPid(change.Pid);
        if (!change.Status.Ended)
        {
            TakeStop(child, change);
            return;
        }

        if (child is null)
        {
            TakeOrphan(change);
            return;
        }

        TakeEnd(child);
        if (!child.HasFailed)
        {
            TellEnd(change, child);
        }
    }

    private void TakeOrphan(ChildChange change)
    {
        if (PassedDescriptors.Forget(change.Pid))
        {
            return;
        }

        if (mains.Forget(change.Pid) is Child first)
        {
            TellEnd(change, first);
        }
        else
        {
            orphanEnds.Tell(change.Pid, EndOf(change.Status));
        }
    }

    private void TellEnd(ChildChange change, Child child)
    {
        starter.NoteEnded(child, EndOf(change.Status));
        bool mayHaveLeft = families.HasRemains(child.Order.Job.Name, child.Order.Instance, child.Pid);
        inputs.Enqueue(new SupervisorInput.ChildExited(change.Pid, EndOf(change.Status), mayHaveLeft));
    }

    /// <summary>Takes the last of a child that was reaped. That it is gone is told whatever goes wrong with this.</summary>
    private void TakeEnd(Child child)
    {
        try
        {
            starter.Settle(child);
            starter.ReadReadiness(child, isAlive: false);
            consoles.Drain(child.Order.Job.Name, child.Order.Instance);
        }
        catch (SyscallException e)
        {
            journal.Say(LogLevel.Error, child.Title, $"cannot take what process {child.Pid} left: {e.Message}");
        }
        finally
        {
            starter.Forget(child);
            mains.LookAfter(child);
        }
    }

    /// <summary>With <c>ready = "stop"</c> a job says that it is ready by stopping itself, and is then continued.</summary>
    private void TakeStop(Child? child, ChildChange change)
    {
        if (child is { HasSaidReady: false, Order: { Role: ProcessRole.Main, Job.Ready: Core.Jobs.Readiness.Stop } }
            && change.Status.StoppingSignal == Signal.Stop.Number)
        {
            child.HasSaidReady = true;
            starter.Settle(child);
            _ = SignalSender.SendToChild(child.Pid, Signal.Cont.Number);
            inputs.Enqueue(new SupervisorInput.Ready(child.Order.Process));
        }
    }

    private static ProcessEnd EndOf(WaitStatus status) => status.Signaled
        ? new ProcessEnd.Killed(new Signal(status.TerminatingSignal))
        : new ProcessEnd.Exited(status.ExitCode);
}
