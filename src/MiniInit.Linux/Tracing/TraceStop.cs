using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tracing;

/// <summary>Why a traced thread stands still and waits for us, ptrace(2).</summary>
public enum TraceStopKind
{
    /// <summary>It made a process by fork(2), or a call like it.</summary>
    Fork,

    /// <summary>It made a process by vfork(2), and waits until that execs or ends.</summary>
    Vfork,

    /// <summary>It made a thread, or a process whose end is told by no SIGCHLD.</summary>
    Clone,

    /// <summary>It became another program.</summary>
    Exec,

    /// <summary>It is stopped by job control, like all threads of its process: only a SIGCONT lets it go on.</summary>
    GroupStop,

    /// <summary>It has just been attached to, was interrupted by us, or continues after a group stop.</summary>
    Attention,

    /// <summary>It enters or leaves a system call.</summary>
    Call,

    /// <summary>A signal is about to be delivered to it.</summary>
    Signal,
}

/// <summary>A stop of a traced thread.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Signal">Of a group stop and a signal: which, 1–64; else 0.</param>
public readonly record struct TraceStop(TraceStopKind Kind, int Signal)
{
    private const int Trap = 5, CallTrap = Trap | 0x80;

    /// <summary>Reads the status of a thread that was seized by <see cref="Tracee.TrySeize"/>.</summary>
    /// <param name="status">One that <see cref="WaitStatus.Stopped"/>.</param>
    public static TraceStop Of(WaitStatus status)
    {
        int signal = status.StoppingSignal;
        return status.TraceEvent switch
        {
            Libc.PTRACE_EVENT_FORK => new TraceStop(TraceStopKind.Fork, 0),
            Libc.PTRACE_EVENT_VFORK => new TraceStop(TraceStopKind.Vfork, 0),
            Libc.PTRACE_EVENT_CLONE => new TraceStop(TraceStopKind.Clone, 0),
            Libc.PTRACE_EVENT_EXEC => new TraceStop(TraceStopKind.Exec, 0),
            Libc.PTRACE_EVENT_STOP when IsStopSignal(signal) => new TraceStop(TraceStopKind.GroupStop, signal),
            0 when signal == CallTrap => new TraceStop(TraceStopKind.Call, 0),
            0 => new TraceStop(TraceStopKind.Signal, signal),
            _ => new TraceStop(TraceStopKind.Attention, 0),
        };
    }

    private static bool IsStopSignal(int signal) =>
        signal is Libc.SIGSTOP or Libc.SIGTSTP or Libc.SIGTTIN or Libc.SIGTTOU;
}
