using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Messages;

namespace MiniInit.Supervision.Children;

/// <summary>Reaps the children that have ended, and takes what they leave behind.</summary>
internal sealed class ChildEnds(
    ChildTable children, Starter starter, JobConsoles consoles, JobMessages messages, JobSignals signals, Remainders remainders,
    Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    /// <summary>Whether some may have ended since the last look.</summary>
    public bool HaveChanged { get; set; } = true;

    /// <summary>Reaps those that have ended, a bounded number.</summary>
    public void Reap()
    {
        if (!HaveChanged)
        {
            return;
        }

        HaveChanged = false;
        for (int i = 0; !HaveChanged && Reaper.TryReap(out ChildChange change) == ReapResult.Changed; i++)
        {
            try
            {
                Take(change);
            }
            finally
            {
                // Whatever goes wrong with one, the others are looked at too.
                HaveChanged = true;
            }

            HaveChanged = i >= SupervisionLimits.ReapedPerTurn;
        }

        remainders.LookAgain();
    }

    private void Take(ChildChange change)
    {
        Child? child = children.WithPid(change.Pid);
        if (!change.Status.Ended)
        {
            TakeStop(child, change);
            return;
        }

        if (child is null && PassedDescriptors.Forget(change.Pid))
        {
            return;
        }

        if (child is null)
        {
            messages.ForgetMain(change.Pid);
            journal.Say(LogLevel.Debug, "", $"reaped orphan {change.Pid}");
        }
        else
        {
            TakeEnd(child);
        }

        if (child is not { HasFailed: true })
        {
            // Asked at once: as long as a group has members its number is no one else's.
            bool mayHaveLeft = child is null || signals.HasRemains(change.Pid);
            inputs.Enqueue(new SupervisorInput.ChildExited(change.Pid, EndOf(change.Status), mayHaveLeft));
        }
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
            messages.LookAfter(child);
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
