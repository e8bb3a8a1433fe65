using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Journals;

namespace MiniInit.Supervision;

/// <summary>Sends the signals that the supervisor asks for: to one process, its group, or all that came from it.</summary>
/// <remarks>
/// A child that is not reaped keeps its number, and its group its own. Others are found in /proc and reached by a pidfd,
/// <see cref="SignalSender.SendTo"/>. For a whole turn of the loop one look at /proc is enough: a stop of a hundred jobs
/// is not to read a hundred tables, nor is one in the middle of their starts, which comes with each start's answer.
/// It is taken before the first signal, since what loses its parent is no longer found.
/// </remarks>
internal sealed class JobSignals(ChildTable children, Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    private readonly List<ProcessEntry> _inherited = Inherited();
    private ProcessTree? _tree;
    private bool _hasLooked;

    /// <summary>Forgets how things stood; what comes next looks again.</summary>
    public void EndBatch() => (_tree, _hasLooked) = (null, false);

    /// <summary>Sends a signal. One that asks to end is followed by SIGCONT: a process that is stopped would not hear it.</summary>
    public void Send(SupervisorEffect.Send send)
    {
        Deliver(send);
        if (send.Signal != Signal.Kill && send.Signal == children.WithTicket(send.Process)?.Order.Job.KillSignal)
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

        EndBatch();
        List<ProcessEntry> family = [];
        Tree()?.AddBelow(CurrentProcess.Id, _inherited, family);
        foreach (ProcessEntry process in family)
        {
            _ = SignalSender.SendTo(process, Signal.Kill.Number);
        }

        EndBatch();
        if (family.Count == 0)
        {
            // Without /proc: at least what we started and its groups.
            foreach (Child child in children.All)
            {
                _ = SignalSender.SendToGroup(child.Pid, Signal.Kill.Number);
                _ = SignalSender.SendToChild(child.Pid, Signal.Kill.Number);
            }
        }
    }

    /// <summary>
    /// Whether a group lives on whose leader, once our child, is reaped. The kernel hands out no pid that is still the
    /// number of a group; one that has a new owner among our children is not it any more.
    /// </summary>
    public bool HasRemains(int pid) => children.WithPid(pid) is Child first
        ? first.NamedPid != 0 // it named another as the main process, and lives on
        : SignalSender.GroupExists(pid);

    /// <summary>Sends a signal to the members of such a group, and of its session.</summary>
    public void SendToRemains(int pid, Signal signal)
    {
        // Not what was seen before: it is about those that have lost their parent just now.
        EndBatch();
        if (Tree() is not ProcessTree tree)
        {
            _ = SignalSender.SendToGroup(pid, signal.Number);
            return;
        }

        if (children.WithPid(pid) is not null)
        {
            _ = SignalSender.SendToChild(pid, signal.Number);
        }

        List<ProcessEntry> family = [];
        tree.AddFamily(pid, family);
        foreach (ProcessEntry process in family)
        {
            // Its session alone does not make it ours: the number could be another's by now.
            if (tree.IsBelow(process.Pid, CurrentProcess.Id))
            {
                _ = SignalSender.SendTo(process, signal.Number);
            }
        }
    }

    /// <summary>The children that we had before we were: a shell's that exec'ed us. They are none of our business.</summary>
    private static List<ProcessEntry> Inherited()
    {
        List<ProcessEntry> children = [];
        foreach (ProcessEntry entry in CurrentProcess.Id == 1 ? [] : ProcessTable.TryReadAll() ?? [])
        {
            if (entry.ParentPid == CurrentProcess.Id)
            {
                children.Add(entry);
            }
        }

        return children;
    }

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

    private void SendToOne(SupervisorEffect.Send send)
    {
        if (children.WithPid(send.Pid) is not null)
        {
            Note(send, send.Pid, SignalSender.SendToChild(send.Pid, send.Signal.Number));
            return;
        }

        // A main process that was named to us need not be our child; it is the one that had this pid then, or none.
        if (children.MainWithPid(send.Pid) is not NamedMain named || named.IsGoneUnseen)
        {
            inputs.Enqueue(new SupervisorInput.ChildExited(send.Pid, new ProcessEnd.Exited(0)));
            return;
        }

        Note(send, send.Pid, SignalSender.SendTo(named.Entry, send.Signal.Number));
    }

    private void SendToGroup(SupervisorEffect.Send send)
    {
        if (children.WithPid(send.Pid) is null)
        {
            SendToOne(send);
            return;
        }

        Errno errno = SignalSender.SendToGroup(send.Pid, send.Signal.Number);
        if (errno == Errno.ESRCH)
        {
            // It left its group for another of its session; it is still ours.
            SendToOne(send);
            return;
        }

        Note(send, send.Pid, errno);
    }

    private void SendToTree(SupervisorEffect.Send send)
    {
        List<ProcessEntry> family = [];
        Tree()?.AddFamily(send.Pid, family);
        SendToGroup(send);
        foreach (ProcessEntry process in family)
        {
            if (process.GroupId != send.Pid && _tree?.IsBelow(process.Pid, CurrentProcess.Id) == true)
            {
                Note(send, process.Pid, SignalSender.SendTo(process, send.Signal.Number));
            }
        }
    }

    private ProcessTree? Tree()
    {
        if (!_hasLooked)
        {
            _hasLooked = true;
            _tree = ProcessTable.TryReadAll() is IReadOnlyList<ProcessEntry> table ? new ProcessTree(table) : null;
        }

        return _tree;
    }

    /// <summary>That a process is gone already is no news: it is reaped soon. That we may not is.</summary>
    private void Note(SupervisorEffect.Send send, int pid, Errno errno)
    {
        if (errno is not Errno.None and not Errno.ESRCH)
        {
            string title = children.WithTicket(send.Process)?.Title ?? "";
            journal.Say(LogLevel.Warn, title, $"cannot send {send.Signal.Name} to process {pid}: {Errors.Describe(errno)}");
        }
    }
}
