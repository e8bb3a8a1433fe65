using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Messages;
using MiniInit.Supervision.Processes;
using MiniInit.Supervision.Runs;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision.Children;

// The model
//
//   A start has two answers: the clone's, at once, and the exec's, when its pipe ends. Only the second is one for the
//   supervisor: a process that could not become its program was never there.
//
// The constraints
//
//   - Each Spawn is answered exactly once, by ChildStarted or SpawnFailed, whatever goes wrong on the way.
//   - ChildStarted comes before the ChildExited of the same process: who is reaped before its pipe was seen to end is
//     settled first.
//   - A child that failed still has to be reaped; of that nobody hears.

/// <summary>Starts processes of jobs, and follows each until it runs and is ready.</summary>
internal sealed partial class Starter(
    Epoll epoll, ChildTable children, NamedMains mains, ProcessPlanner planner, JobConsoles consoles, JobMessages messages, Invocations invocations,
    Queue<SupervisorInput> inputs, SupervisorJournal journal)
{
    private ulong _lastToken = LoopTokens.FirstChild;

    /// <summary>What is set for init by now.</summary>
    public InitDefinition Init { get; set; } = new();

    /// <summary>The path of the control socket, for jobs that would not find it by themselves; else null.</summary>
    public string? ControlSocket { get; set; }

    /// <summary>What a session tells all that runs in it.</summary>
    public IReadOnlyList<ProcessVariable> SessionVariables { get; set; } = [];

    /// <summary>Starts a process.</summary>
    public void Start(SupervisorEffect.Spawn order)
    {
        List<ProcessVariable> extra = [.. SessionVariables];
        if (ControlSocket is string path)
        {
            extra.Add(new ProcessVariable("MINIINIT_SOCKET", path));
        }

        if (!TryOpenReadiness(order, extra, out ReadyPipe? ready))
        {
            return;
        }

        if (planner.TryPlan(order, Init, extra, out string problem) is not ProcessPlan plan)
        {
            ready?.Dispose();
            Fail(order, problem);
            return;
        }

        foreach (string warning in plan.Warnings)
        {
            Warn(order, warning);
        }

        Start(order, plan, ready);
    }

    /// <summary>A token of ours is ready.</summary>
    public void OnReady(ulong token)
    {
        if (children.WithToken(token) is not Child child)
        {
            return;
        }

        if (token == child.ExecToken)
        {
            Settle(child);
        }
        else
        {
            ReadReadiness(child, isAlive: true);
        }
    }

    /// <summary>Finds out whether a child became its program, where that is not known yet, and says so.</summary>
    public void Settle(Child child)
    {
        if (child.Starting is not SpawnedChild starting)
        {
            return;
        }

        SpawnFailure? failure = starting.Failure;
        child.Starting = null;
        StopWatching(starting.ExecPipe);
        starting.Dispose();
        if (failure is not SpawnFailure some)
        {
            child.Plan.Dispose();
            NoteStarted(child);
            return;
        }

        child.HasFailed = true;
        CloseReadiness(child);
        FailOrWeaken(child, some);
    }

    /// <summary>Whether some process has not become its program yet.</summary>
    public bool IsStarting
    {
        get
        {
            foreach (Child child in children.All)
            {
                if (child.Starting is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Takes over the processes that our predecessor started.</summary>
    public void Resume(StateSource source)
    {
        foreach (ChildState state in source.State.Lineage.Children)
        {
            Child child = Resumed(state, source);
            source.Children.Add(child);
            child.Invocation.Main = state.IsMain ? child : child.Invocation.Main;
            if (!state.IsGone)
            {
                child.Invocation.Children++;
                children.Add(child);
            }
        }
    }

    private Child Resumed(ChildState state, StateSource source)
    {
        JobDefinition job = source.Definition(state.Definition);
        _lastToken += 2;
        SupervisorEffect.Spawn order = new(
            new ProcessTicket(state.Ticket), job, state.Instance ?? "", (ProcessRole)state.Role, job.Command ?? new JobCommand.Program([]), []);
        Child child = new(order, null, state.Pid, _lastToken)
        {
            Invocation = source.Invocation(state.Invocation)!,
            UserId = (uint?)state.User,
            NamedPid = state.NamedPid,
            LeftOut = state.LeftOut,
            HasSaidReady = state.HasSaidReady,
            HasFailed = state.HasFailed,
        };
        if (state.Ready > 0)
        {
            ReadyPipe ready = ReadyPipe.Adopt(state.Ready);
            if (Watch(ready.Fd, child.ReadyToken))
            {
                child.Ready = ready;
            }
            else
            {
                ready.Dispose();
            }
        }

        return child;
    }

    /// <summary>A child has ended.</summary>
    public void NoteEnded(Child child, ProcessEnd end) => planner.Runs.NoteEnded(child.Order.Job, end);

    /// <summary>Lets go of what is kept for a child that is gone.</summary>
    public void Forget(Child child)
    {
        CloseReadiness(child);
        children.Remove(child);
        planner.Runs.NoteReaped(child.Pid);
        invocations.NoteChildGone(child.Invocation);
    }

    private void Start(SupervisorEffect.Spawn order, ProcessPlan plan, ReadyPipe? ready)
    {
        using ConsoleEnds? console = TryOpenConsole(order, plan, ready);
        if (console is null)
        {
            return;
        }

        List<SpawnDescriptor> descriptors = [.. console.Descriptors];
        if (ready is not null)
        {
            descriptors.Add(new SpawnDescriptor(ReadyDescriptor, ready.WriteEnd.Number));
        }

        Invocation invocation = invocations.For(order);
        bool hasLeaf = Init.ControlGroups && order.Job.Tracking != Tracking.None;
        using OwnedFd? leaf = hasLeaf ? invocations.Leaves.TryOpen(invocation) : null;
        SpawnRequest request = plan.Request(
            descriptors, console.Terminal, invocations.MarkOf(invocation), leaf?.Number ?? -1,
            console.IsOfOurSession ? ProcessGrouping.NewGroup : ProcessGrouping.NewSession);
        if (Spawner.TryStart(request, out SpawnFailure failure) is not SpawnedChild started)
        {
            ready?.Dispose();
            invocations.NoteIfIdle(invocation);
            Fail(order, SpawnFailureText.Describe(failure, request), failure.Errno);
            plan.Dispose();
            return;
        }

        planner.Runs.NoteMade(order.Job, plan.MayBeWeakened);
        _lastToken += 2;
        Child child = new(order, plan, started.Pid, _lastToken)
        {
            Invocation = invocation,
            Starting = started,
            Ready = ready,
        };
        mains.NoteTaken(started.Pid);
        children.Add(child);
        invocations.NoteStarted(child);
        if (hasLeaf)
        {
            NotePlace(child, leaf is null ? null : started.ControlGroupErrno);
        }

        if (ready is not null)
        {
            ready.WriteEnd.Dispose();
            if (!Watch(ready.Fd, child.ReadyToken))
            {
                child.Ready = null;
                ready.Dispose();
            }
        }

        if (!Watch(started.ExecPipe!, child.ExecToken))
        {
            // Nobody will tell us of its exec: it counts as done, and what failed is seen when the child is reaped.
            child.Starting = null;
            NoteStarted(child);
            started.Dispose();
            plan.Dispose();
        }
    }

    private void NotePlace(Child child, Errno? errno)
    {
        if (errno is Errno some)
        {
            invocations.Leaves.NoteStarted(child.Invocation, some);
        }

        if (invocations.Leaves.TakeTrouble() is string trouble)
        {
            journal.Say(LogLevel.Warn, "", trouble);
        }
    }

    private ConsoleEnds? TryOpenConsole(SupervisorEffect.Spawn order, ProcessPlan plan, ReadyPipe? ready)
    {
        try
        {
            ClientRun? run = planner.Runs.Find(order.Job);
            if (run?.Files?.TryTake(run.Descriptors) == false)
            {
                ready?.Dispose();
                plan.Dispose();
                Fail(order, $"the {run.Descriptors} descriptors that it should have did not come, or others");
                return null;
            }

            return run is not null
                ? consoles.Open(run, order, plan.UserId, Init.LogFolder)
                : consoles.Open(order, plan.UserId, Init.LogFolder);
        }
        catch (SyscallException e)
        {
            ready?.Dispose();
            plan.Dispose();
            Fail(order, $"cannot make its pipes: {e.Message}", e.Errno);
            return null;
        }
    }

    private void NoteStarted(Child child)
    {
        planner.Runs.NoteStarted(child.Order.Job, child.Pid);
        inputs.Enqueue(new SupervisorInput.ChildStarted(child.Order.Process, child.Pid));
        if (child.Order is { Role: ProcessRole.Main, Job.Ready: Core.Jobs.Readiness.Notify } && messages.PathFor() is null)
        {
            // It has nowhere to say so, which was said: then it counts as ready when it runs.
            inputs.Enqueue(new SupervisorInput.Ready(child.Order.Process));
        }
    }

    private bool Watch(OwnedFd fd, ulong token)
    {
        try
        {
            epoll.Add(fd, Readiness.Readable, token);
            return true;
        }
        catch (SyscallException e)
        {
            journal.Say(LogLevel.Error, "", $"cannot watch a pipe: {e.Message}");
            return false;
        }
    }

    /// <summary>A child between clone and exec may still hold a copy: closing ours alone would not take it out.</summary>
    private void StopWatching(OwnedFd? fd)
    {
        try
        {
            if (fd is { IsClosed: false })
            {
                epoll.Remove(fd);
            }
        }
        catch (SyscallException e)
        {
            journal.Say(LogLevel.Error, "", $"cannot stop to watch a pipe: {e.Message}");
        }
    }

    private void Warn(SupervisorEffect.Spawn order, string sentence) =>
        journal.Say(LogLevel.Warn, JobConsoles.Title(order.Job.Name, order.Instance), sentence);
}
