using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Reexecution;
using Readiness = MiniInit.Linux.Readiness;

namespace MiniInit.Supervision.Children;

/// <summary>
/// Follows main processes that we did not start: a job named them, or they were found among what it left. Each is pinned by
/// a pidfd, which also tells of its end where it is not our child.
/// </summary>
internal sealed class NamedMains(Epoll epoll, ChildTable children, Queue<SupervisorInput> inputs)
{
    private long _last;

    /// <summary>Follows a process in place of a child, and no longer the one before it.</summary>
    /// <param name="child">The process that we started as the main one; it may be gone.</param>
    /// <param name="entry">The process as it was seen.</param>
    /// <returns>False where it is gone by now.</returns>
    public bool TryFollow(Child child, ProcessEntry entry)
    {
        // Pinned first and looked at then: the number cannot become another's in between.
        PidFd? pidFd = PidFd.TryOpen(entry.Pid, out Errno errno);

        // The last two are for a thread that is not the first of its process: its number is that of no process.
        if (errno is Errno.ESRCH or Errno.EINVAL or Errno.ENOENT || !ProcessTable.TryRead(entry.Pid, out ProcessEntry now) || now.StartTime != entry.StartTime || now.IsZombie)
        {
            pidFd?.Dispose();
            return false;
        }

        _ = Forget(child.NamedPid);
        _ = Forget(entry.Pid);
        ulong token = LoopTokens.FirstNamed + (ulong)++_last;
        children.AddMain(new NamedMain(child, entry, Watched(pidFd, token), token));

        // A group is within one session, and the sessions of jobs are their own: it has no member that is not the job's.
        child.Invocation.GroupId = now.SessionId is 0 || now.SessionId == CurrentProcess.SessionId ? 0 : now.GroupId;
        return true;
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        foreach (NamedMain named in children.Mains)
        {
            builder.State.Lineage.Named.Add(new NamedState
            {
                Child = builder.PlaceOf(named.Child),
                Pid = named.Entry.Pid,
                Start = named.Entry.StartTime,
                Descriptor = builder.Keep(named.PidFd?.Fd),
            });
        }
    }

    /// <summary>Follows those whom our predecessor followed.</summary>
    public void Resume(StateSource source)
    {
        foreach (NamedState state in source.State.Lineage.Named)
        {
            ulong token = LoopTokens.FirstNamed + (ulong)++_last;
            PidFd? pidFd = Watched(PidFd.Adopt(state.Descriptor, state.Pid), token);
            children.AddMain(new NamedMain(
                source.Children[state.Child], new ProcessEntry(state.Pid, 0, 'S', state.Start), pidFd, token));
        }
    }

    /// <summary>One that is followed has ended. Its end is told here where nobody else will: it need not be our child.</summary>
    public void OnEnded(ulong token)
    {
        if (children.MainWithToken(token) is NamedMain named)
        {
            epoll.Change(named.PidFd!.Fd, Readiness.None, named.Token);
            Look(named);
        }
    }

    /// <summary>Looks whether the process that a child named, before it ended itself, is still there.</summary>
    public void LookAfter(Child child)
    {
        if (children.MainWithPid(child.NamedPid) is NamedMain named)
        {
            Look(named);
        }
    }

    /// <summary>
    /// The kernel has given this number to a new child: who had it is gone, which is told before anything of the new one. Where
    /// there are no pidfds nobody else tells.
    /// </summary>
    public void NoteTaken(int pid)
    {
        if (Forget(pid) is not null)
        {
            inputs.Enqueue(new SupervisorInput.ChildExited(pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
        }
    }

    /// <summary>Forgets a process that has ended, or is the main one no more.</summary>
    /// <returns>What it was; null if it was not followed.</returns>
    public Child? Forget(int pid)
    {
        if (children.TakeMain(pid) is not NamedMain named)
        {
            return null;
        }

        if (named.PidFd is PidFd pidFd)
        {
            epoll.Remove(pidFd.Fd);
        }

        named.Dispose();
        return named.Child;
    }

    /// <summary>Without a watch its start time still tells it from others, and its end is seen with that of its parent.</summary>
    private PidFd? Watched(PidFd? pidFd, ulong token)
    {
        try
        {
            if (pidFd is not null)
            {
                epoll.Add(pidFd.Fd, Readiness.Readable, token);
            }

            return pidFd;
        }
        catch (SyscallException)
        {
            pidFd?.Dispose();
            return null;
        }
    }

    private void Look(NamedMain named)
    {
        if (named.IsGoneUnseen)
        {
            _ = Forget(named.Entry.Pid);
            inputs.Enqueue(new SupervisorInput.ChildExited(named.Entry.Pid, new ProcessEnd.Exited(0)) { IsUnseen = true });
        }
    }
}
