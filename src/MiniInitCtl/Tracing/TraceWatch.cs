using System;
using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Linux.Tracing;

namespace MiniInit.Ctl.Tracing;

// The model
//
//   The kernel reports stops and ends of threads. Here they become events of processes, in an order that makes sense:
//   a process is told of before anything that it does, and lets nothing be done to it after its end.
//
// The constraints
//
//   - A new process may be reported before its maker is, which knows how it was made. It is kept waiting until then. A
//     maker that is killed in the middle is never reported: then its end releases what waits.
//   - A thread other than the first may exec. It gets the number of its process, and all others are gone.
//   - Everything may be killed at any moment, while we ask the kernel about it. What cannot be read any more is left out.
//   - The kernel hands orphans over before it reports the end of their parent, so who adopted them can be read then.

/// <summary>Makes events of what the kernel reports of traced threads.</summary>
/// <param name="tell">Who is told.</param>
internal sealed class TraceWatch(Action<TraceEvent> tell)
{
    private readonly Dictionary<int, TracedThread> _threads = [];
    private readonly Dictionary<int, TracedProcess> _processes = [];

    /// <summary>What was reported of threads whose maker was not yet.</summary>
    private readonly Dictionary<int, WaitStatus> _early = [];

    private readonly CallWatch _calls = new(tell);

    private int _command;

    /// <summary>The last signal that the command got, of those that somebody sent.</summary>
    public SignalInfo LastSignal { get; private set; }

    /// <summary>Begins with the command, which is attached to and stands still.</summary>
    /// <param name="pid">Its process id.</param>
    public void Begin(int pid)
    {
        _command = pid;
        _ = ProcessTable.TryRead(pid, out ProcessEntry entry);
        TracedProcess process = Add(pid, CurrentProcess.Id, ProcessDetails.TryReadUser(pid));
        tell(new TraceEvent.Started(pid, process.Parent, entry.GroupId, entry.SessionId));
    }

    /// <summary>Takes in a report, and lets the thread go on.</summary>
    /// <param name="id">The thread.</param>
    /// <param name="status">What is reported.</param>
    public void Handle(int id, WaitStatus status)
    {
        if (!_threads.TryGetValue(id, out TracedThread? thread))
        {
            if (status.Stopped || _early.Count < TraceLimits.KeptEarlyEnds)
            {
                _early[id] = status;
            }
        }
        else if (status.Ended)
        {
            OnEnded(thread, status);
        }
        else
        {
            OnStopped(thread, TraceStop.Of(status));
        }
    }

    /// <summary>Tells the names of all that live, where they are others now: not all ways to change them are seen.</summary>
    public void TellNames()
    {
        foreach (int pid in _processes.Keys)
        {
            _calls.TellName(pid);
        }
    }

    private TracedProcess Add(int pid, int parent, uint? user)
    {
        TracedProcess process = new(pid) { Parent = parent, User = user };
        _processes[pid] = process;
        AddThread(pid, process);
        return process;
    }

    private void AddThread(int id, TracedProcess process)
    {
        TracedThread thread = new(id, process);
        process.Threads.Add(thread);
        _threads[id] = thread;
    }

    private void OnStopped(TracedThread thread, TraceStop stop)
    {
        int signal = 0;
        switch (stop.Kind)
        {
            case TraceStopKind.Fork or TraceStopKind.Vfork or TraceStopKind.Clone:
                OnForked(thread, stop.Kind);
                break;
            case TraceStopKind.Exec:
                thread = OnExec(thread);
                break;
            case TraceStopKind.GroupStop:
                SetStopped(thread.Process, stop.Signal);
                Tracee.Listen(thread.Id);
                return;
            case TraceStopKind.Attention:
                SetStopped(thread.Process, 0);
                break;
            case TraceStopKind.Call:
                OnCall(thread);
                break;
            case TraceStopKind.Signal:
                signal = stop.Signal;
                NoteSignal(thread);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Tracee.Resume(thread.Id, signal);
    }

    private void NoteSignal(TracedThread thread)
    {
        if (thread.Process.Pid == _command && Tracee.TryReadSignal(thread.Id) is { Code: <= 0 } sent)
        {
            LastSignal = sent;
        }
    }

    private void SetStopped(TracedProcess process, int signal)
    {
        if (process.IsStopped != (signal != 0))
        {
            process.IsStopped = signal != 0;
            tell(process.IsStopped
                ? new TraceEvent.Stopped(process.Pid, signal)
                : new TraceEvent.Continued(process.Pid));
        }
    }

    private void OnCall(TracedThread thread)
    {
        if (CallReader.TryRead(thread.Id, !thread.IsInCall) is not CallStop stop)
        {
            thread.IsInCall = !thread.IsInCall;
            thread.Call = null;
            return;
        }

        CallStop? begun = thread.Call;
        thread.IsInCall = stop.IsEntry;
        thread.Call = stop.IsEntry && stop.Call != TracedCall.Other ? stop : null;
        if (!stop.IsEntry && begun is CallStop call)
        {
            _calls.OnDone(thread, call, stop.Result);
        }
    }

    private void OnForked(TracedThread thread, TraceStopKind kind)
    {
        int child = Tracee.EventMessage(thread.Id);
        ulong flags = FlagsOf(thread);
        if (child > 0 && !_threads.ContainsKey(child))
        {
            bool isThread = kind == TraceStopKind.Clone
                && ((flags & CloneFlags.Thread) != 0 || ProcessDetails.TryReadProcessOf(child) == thread.Process.Pid);
            AddForked(thread, child, isThread, kind, flags);
        }

        thread.Call = null;
    }

    private static ulong FlagsOf(TracedThread thread) => thread.Call switch
    {
        { Call: TracedCall.Clone } clone => clone.First,
        { Call: TracedCall.Clone3 } clone => Tracee.TryRead(thread.Id, clone.First) ?? 0,
        _ => 0,
    };

    private void AddForked(TracedThread maker, int child, bool isThread, TraceStopKind kind, ulong flags)
    {
        if (isThread)
        {
            AddThread(child, maker.Process);
            tell(new TraceEvent.ThreadStarted(maker.Process.Pid, child));
        }
        else
        {
            int parent = ProcessTable.TryRead(child, out ProcessEntry entry) ? entry.ParentPid : maker.Process.Pid;
            _ = Add(child, parent, maker.Process.User);
            ForkWay way = kind switch
            {
                TraceStopKind.Vfork => ForkWay.Vfork,
                TraceStopKind.Clone => ForkWay.Clone,
                _ => ForkWay.Fork,
            };
            tell(new TraceEvent.Forked(maker.Process.Pid, child, way, flags, parent));
        }

        if (_early.Remove(child, out WaitStatus status))
        {
            Handle(child, status);
        }
    }

    private TracedThread OnExec(TracedThread thread)
    {
        TracedProcess process = thread.Process;
        foreach (TracedThread gone in process.Threads)
        {
            _ = _threads.Remove(gone.Id);
        }

        process.Threads.Clear();
        AddThread(process.Pid, process);
        TracedThread only = process.Threads[0];
        only.IsInCall = true;

        string name = ProcessDetails.TryReadName(process.Pid) ?? "";
        byte[] bytes = ProcessDetails.ReadArguments(process.Pid, TraceLimits.ArgumentBytes);
        IReadOnlyList<string> arguments = ProgramText.Split(bytes, TraceLimits.ArgumentBytes, out bool isCut);
        string program = ProcessDetails.TryReadProgram(process.Pid) ?? "";
        tell(new TraceEvent.Executed(process.Pid, program, name, arguments, isCut));
        return only;
    }

    private void OnEnded(TracedThread thread, WaitStatus status)
    {
        TracedProcess process = thread.Process;
        ReleaseEarly(thread);
        _ = _threads.Remove(thread.Id);
        _ = process.Threads.Remove(thread);
        if (thread.Id != process.Pid)
        {
            return;
        }

        // Its first thread is reported last.
        foreach (TracedThread gone in process.Threads)
        {
            _ = _threads.Remove(gone.Id);
        }

        _ = _processes.Remove(process.Pid);
        tell(new TraceEvent.Ended(
            process.Pid,
            status.Exited ? status.ExitCode : 0,
            status.Signaled ? status.TerminatingSignal : 0,
            status.CoreDumped));
        foreach (TracedProcess orphan in _processes.Values)
        {
            if (orphan.Parent == process.Pid)
            {
                TellAdoption(orphan, process.Pid);
            }
        }
    }

    /// <summary>A thread was killed while it forked: what it made is not reported by it any more.</summary>
    private void ReleaseEarly(TracedThread maker)
    {
        if (!maker.IsForking)
        {
            return;
        }

        foreach (int child in (int[])[.. _early.Keys])
        {
            if (ProcessDetails.TryReadProcessOf(child) is int process)
            {
                AddForked(maker, child, process == maker.Process.Pid, TraceStopKind.Fork, 0);
            }
            else
            {
                _ = _early.Remove(child);
            }
        }
    }

    private void TellAdoption(TracedProcess orphan, int from)
    {
        if (!ProcessTable.TryRead(orphan.Pid, out ProcessEntry entry) || entry.ParentPid == from)
        {
            return;
        }

        orphan.Parent = entry.ParentPid;
        Adopter adopter = entry.ParentPid switch
        {
            int by when by == CurrentProcess.Id => Adopter.Ourselves,
            0 => Adopter.Outside,
            1 => Adopter.Init,
            _ => Adopter.Subreaper,
        };
        string name = adopter == Adopter.Outside ? "" : ProcessDetails.TryReadName(entry.ParentPid) ?? "";
        tell(new TraceEvent.Adopted(orphan.Pid, from, entry.ParentPid, name, adopter));
    }
}
