using System;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Processes;

namespace MiniInit.Supervision.Children;

/// <content>Starts that fail, or hang.</content>
internal sealed partial class Starter
{
    /// <summary>Kills a child that hangs on the way to its program, and waits for it no longer: killed, it will not get there.</summary>
    public void GiveUp(ProcessTicket process)
    {
        if (children.WithTicket(process) is not { Starting: SpawnedChild starting } child)
        {
            return; // its answer is among the inputs
        }

        _ = SignalSender.SendToChild(child.Pid, Signal.Kill.Number);
        Span<byte> none = stackalloc byte[1];
        _ = NonBlockingReader.Read(starting.ExecPipe!, none, out Errno errno);
        if (errno == Errno.None)
        {
            Settle(child); // it was there just now, or is gone
            return;
        }

        child.Starting = null;
        StopWatching(starting.ExecPipe);
        starting.Dispose();
        child.Plan.Dispose();
        child.HasFailed = true;
        CloseReadiness(child);
        planner.Runs.NoteGivenUp(child.Order.Job, child.Pid);
        string reason = $"process {child.Pid} hangs in the kernel before its program; what it opens, enters or closes does not answer";
        Warn(child.Order, reason);
        Fail(child.Order, reason);
    }

    /// <summary>Answers a start that nobody wants any more, without making it.</summary>
    public void CallOff(SupervisorEffect.Spawn order) => Fail(order, "it was called off before it was begun");

    private void FailOrWeaken(Child child, SpawnFailure failure)
    {
        if (failure is { Stage: SpawnStage.Limit, Number: (long)SpawnResource.Rttime } && invocations.MarkOf(child.Invocation) is not null)
        {
            // It looked as if we might. One that is lower now was lowered by somebody else, perhaps by prlimit(1).
            invocations.IsGivenUp = true;
            journal.Say(LogLevel.Warn, "", $"cannot mark processes: {Errors.DescribeCause(failure.Errno)}; {Families.WithoutMarks}");
            StartAgain(child);
        }
        else if (child.Plan.TryWeaken(failure, out string warning))
        {
            Warn(child.Order, warning);
            StartAgain(child);
        }
        else
        {
            int? code = failure.Stage != SpawnStage.Exec ? null : failure.Errno == Errno.ENOENT ? 127 : 126;
            Fail(child.Order, SpawnFailureText.Describe(failure, child.Plan.Request([])), failure.Errno, code);
            child.Plan.Dispose();
        }
    }

    private void StartAgain(Child child)
    {
        try
        {
            bool saysReady = child.Order is { Role: ProcessRole.Main, Job.Ready: Core.Jobs.Readiness.Descriptor };
            Start(child.Order, child.Plan, saysReady ? ReadyPipe.Open() : null);
        }
        catch (SyscallException e)
        {
            child.Plan.Dispose();
            Fail(child.Order, $"cannot make its pipes: {e.Message}", e.Errno);
        }
    }

    private void Fail(SupervisorEffect.Spawn order, string reason, Errno errno = Errno.None, int? code = null)
    {
        inputs.Enqueue(new SupervisorInput.SpawnFailed(order.Process, reason, IsPassing(errno)));
        planner.Runs.NoteFailed(order.Job, reason, code);
    }

    /// <summary>Whether a little later it may work: others have used up what there is, or are about to replace the program.</summary>
    private static bool IsPassing(Errno errno) =>
        errno is Errno.EAGAIN or Errno.ENOMEM or Errno.EMFILE or Errno.ENFILE or Errno.ETXTBSY;
}
