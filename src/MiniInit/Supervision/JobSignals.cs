using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Supervision;

/// <summary>Sends the signals that the supervisor asks for: to one process, its group, or all that came from it.</summary>
/// <remarks>
/// A child that is not reaped keeps its number, and its group its own. Others are found in /proc and reached by a pidfd,
/// <see cref="SignalSender.SendTo"/>. For a whole turn of the loop one look at /proc is enough: a stop of a hundred jobs
/// is not to read a hundred tables, nor is one in the middle of their starts, which comes with each start's answer.
/// </remarks>
internal sealed class JobSignals(
    ChildTable children, Families families, TreeSignals trees, Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    /// <summary>Forgets how things stood; what comes next looks again.</summary>
    public void EndBatch() => families.EndBatch();

    /// <summary>All that has ended in this turn was looked after.</summary>
    public void EndTurn() => families.Invocations.EndTurn(families.Orphans is { IsListed: true, IsFull: false }, children);

    /// <summary>Sends a signal. One that asks to end is followed by SIGCONT: a process that is stopped would not hear it.</summary>
    public void Send(SupervisorEffect.Send send)
    {
        Deliver(send);
        if (send.Signal != Signal.Kill && send.Signal == ChildOf(send)?.Order.Job.KillSignal)
        {
            Deliver(send with { Signal = Signal.Cont });
        }
    }

    /// <summary>Kills every process there is: all of the namespace as PID 1, else all below us.</summary>
    public void KillAll()
    {
        if (CurrentProcess.Id == 1)
        {
            _ = SignalSender.SendToEveryoneAsInit(Signal.Kill.Number);
            return;
        }

        families.Invocations.Leaves.KillAll();
        if (!trees.TryKillAll())
        {
            // Without /proc: at least what we started and its groups.
            foreach (Child child in children.All)
            {
                _ = SignalSender.SendToGroup(child.Pid, Signal.Kill.Number);
                _ = SignalSender.SendToChild(child.Pid, Signal.Kill.Number);
            }
        }
    }

    /// <summary>The process that we started in whose place the one that is meant stands by now.</summary>
    private Child? ChildOf(SupervisorEffect.Send send) =>
        children.WithTicket(send.Process) ?? children.MainWithPid(send.Pid)?.Child;

    private void Deliver(SupervisorEffect.Send send)
    {
        switch (send.Scope)
        {
            case SignalScope.Process:
                SendToOne(send);
                break;
            case SignalScope.Group:
                SendToGroup(send);
                break;
            case SignalScope.Tree:
                SendToTree(send);
                break;
            default:
                throw new UnreachableException($"{send.Scope}");
        }
    }

    /// <summary>Whether it is a child of ours, and the one that is meant: one that was not may have ended unseen, and its number be another's.</summary>
    private bool IsChild(SupervisorEffect.Send send) => children.WithPid(send.Pid) is Child child && child.Order.Process == send.Process;

    private void SendToOne(SupervisorEffect.Send send)
    {
        if (IsChild(send))
        {
            Note(send, send.Pid, SignalSender.SendToChild(send.Pid, send.Signal.Number));
            return;
        }

        // A main process that was named to us need not be our child; it is the one that had this pid then, or none.
        if (children.MainWithPid(send.Pid) is not NamedMain named || named.IsGoneUnseen)
        {
            inputs.Enqueue(new SupervisorInput.ChildExited(send.Pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
            return;
        }

        Note(send, send.Pid, SignalSender.SendTo(named.Entry, send.Signal.Number));
    }

    private void SendToGroup(SupervisorEffect.Send send)
    {
        int group = IsChild(send) ? send.Pid
            : children.MainWithPid(send.Pid) is { IsGoneUnseen: false } named ? named.Child.Invocation.GroupId
            : 0;
        Errno errno = group > 1 ? SignalSender.SendToGroup(group, send.Signal.Number) : Errno.ESRCH;
        if (errno == Errno.ESRCH)
        {
            // It is not the leader of a group, or left its own for another of its session; it is still ours.
            SendToOne(send);
            return;
        }

        Note(send, send.Pid, errno);
    }

    private void SendToTree(SupervisorEffect.Send send)
    {
        Child? child = ChildOf(send);
        if (child is { Order.Role: not ProcessRole.Main })
        {
            trees.Send(child, send.Signal);
            return;
        }

        if (!IsChild(send) && children.MainWithPid(send.Pid) is not { IsGoneUnseen: false })
        {
            // Of one that is not our child nobody else tells that it is gone.
            inputs.Enqueue(new SupervisorInput.ChildExited(send.Pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
        }

        if (send.Signal == Signal.Kill)
        {
            trees.Kill(send.Job, send.Instance, send.Pid);
        }
        else
        {
            trees.Send(send.Job, send.Instance, send.Pid, send.Signal, isEnd: send.Signal == child?.Order.Job.KillSignal);
        }
    }

    /// <summary>That a process is gone already is no news: it is reaped soon. That we may not is.</summary>
    private void Note(SupervisorEffect.Send send, int pid, Errno errno)
    {
        if (errno is not Errno.None and not Errno.ESRCH)
        {
            string title = ChildOf(send)?.Title ?? "";
            journal.Say(LogLevel.Warn, title, $"cannot send {send.Signal.Name} to process {pid}: {Errors.Describe(errno)}");
        }
    }
}
