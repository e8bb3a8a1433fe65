using System;
using MiniInit.Linux.Processes;
using MiniInit.Linux.Tracing;

namespace MiniInit.Ctl.Tracing;

/// <summary>Tells what a system call that is done has changed.</summary>
/// <param name="tell">Who is told.</param>
internal sealed class CallWatch(Action<TraceEvent> tell)
{
    private const ulong SetName = 15, SetSubreaper = 36; // prctl(2)
    private const ulong Duplicate = 0, DuplicateClosing = 1030; // fcntl(2)
    private const ulong OnExec = 4; // close_range(2)

    /// <summary>The highest of the descriptors that have a meaning to everybody.</summary>
    private const int LastStandard = 2;

    /// <summary>Looks at a call that is done.</summary>
    /// <param name="thread">Who made it.</param>
    /// <param name="call">The call.</param>
    /// <param name="result">What it gave.</param>
    public void OnDone(TracedThread thread, CallStop call, long result)
    {
        if (result < 0)
        {
            return;
        }

        TracedProcess process = thread.Process;
        switch (call.Call)
        {
            case TracedCall.Setsid:
                tell(new TraceEvent.LedSession(process.Pid));
                break;
            case TracedCall.Setpgid:
                OnSetpgid(call.First == 0 ? process.Pid : (int)call.First);
                break;
            case TracedCall.Prctl when call.First == SetSubreaper:
                tell(new TraceEvent.Subreaping(process.Pid, call.Second != 0));
                break;
            case TracedCall.Prctl when call.First == SetName && thread.Id == process.Pid:
                TellName(process.Pid);
                break;
            case TracedCall.Setuid:
                OnSetuid(process);
                break;
            case TracedCall.Close:
                OnClosed(process.Pid, call.First, call.First);
                break;
            case TracedCall.CloseRange when (call.Third & OnExec) == 0:
                OnClosed(process.Pid, call.First, call.Second);
                break;
            case TracedCall.Replace when call.First != call.Second:
            case TracedCall.Fcntl when call.Second is Duplicate or DuplicateClosing:
            case TracedCall.Open:
                OnOpened(process.Pid, result);
                break;
            default:
                break;
        }
    }

    /// <summary>Tells the name that a process has now.</summary>
    public void TellName(int pid)
    {
        if (ProcessDetails.TryReadName(pid) is string name)
        {
            tell(new TraceEvent.Named(pid, name));
        }
    }

    /// <summary>The group is read: the number in the call may be 0, or one of another PID namespace.</summary>
    private void OnSetpgid(int pid)
    {
        if (ProcessTable.TryRead(pid, out ProcessEntry entry))
        {
            tell(new TraceEvent.JoinedGroup(pid, entry.GroupId));
        }
    }

    private void OnSetuid(TracedProcess process)
    {
        if (ProcessDetails.TryReadUser(process.Pid) is uint user && user != process.User)
        {
            process.User = user;
            tell(new TraceEvent.ChangedUser(process.Pid, user));
        }
    }

    private void OnClosed(int pid, ulong first, ulong last)
    {
        for (ulong descriptor = first; descriptor <= Math.Min(last, LastStandard); descriptor++)
        {
            tell(new TraceEvent.Redirected(pid, (int)descriptor, null));
        }
    }

    private void OnOpened(int pid, long descriptor)
    {
        if (descriptor <= LastStandard && ProcessDetails.TryReadDescriptor(pid, (int)descriptor) is string target)
        {
            tell(new TraceEvent.Redirected(pid, (int)descriptor, target));
        }
    }
}
