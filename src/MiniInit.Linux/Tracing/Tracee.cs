using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tracing;

// The model
//
//   Who traces a thread is told of its stops by wait4(2) (Reaper.TryReapTraced), and lets it go on when it likes. All that
//   a traced process starts is traced from its first instruction on; its threads are traced one by one.
//
// The constraints
//
//   - Only the thread that attached may make these calls, and all but two only while the traced thread stands still. One
//     that is killed meanwhile is gone at any moment: ESRCH is no failure, its end is told by wait4.
//   - Attached by SEIZE, not by ATTACH or TRACEME: only so a stop of job control can be told from a signal, and kept
//     (LISTEN), and no SIGSTOP appears that nobody sent.
//   - There is no call for letting go. Detaching needs a stop, and to stop a sleeping thread can end its epoll_wait with
//     EINTR. When the tracer exits the kernel lets all go, and those that sleep sleep on.

/// <summary>The calls on a traced thread, ptrace(2).</summary>
public static unsafe class Tracee
{
    /// <summary>Attaches to a process of one thread, and to all that it will start.</summary>
    /// <param name="pid">Its process id.</param>
    /// <returns><see cref="Errno.None"/>; EPERM where tracing is forbidden; ESRCH; ENOSYS, EIO.</returns>
    public static Errno TrySeize(int pid) => Call(
        Libc.PTRACE_SEIZE,
        pid,
        0,
        Libc.PTRACE_O_TRACESYSGOOD | Libc.PTRACE_O_TRACEFORK | Libc.PTRACE_O_TRACEVFORK | Libc.PTRACE_O_TRACECLONE
            | Libc.PTRACE_O_TRACEEXEC);

    /// <summary>Makes a running thread stop for <see cref="TraceStopKind.Attention"/>.</summary>
    /// <param name="thread">Its id.</param>
    /// <returns><see cref="Errno.None"/> or ESRCH.</returns>
    public static Errno Interrupt(int thread) => Call(Libc.PTRACE_INTERRUPT, thread, 0, 0);

    /// <summary>Lets it go on to its next stop, the next system call at the latest.</summary>
    /// <param name="thread">Its id.</param>
    /// <param name="signal">The signal that it gets, or 0.</param>
    public static void Resume(int thread, int signal) => _ = Call(Libc.PTRACE_SYSCALL, thread, 0, signal);

    /// <summary>Leaves it in its <see cref="TraceStopKind.GroupStop"/>, and is told when that is over.</summary>
    /// <param name="thread">Its id.</param>
    public static void Listen(int thread) => _ = Call(Libc.PTRACE_LISTEN, thread, 0, 0);

    /// <summary>
    /// Of a fork: the id of what was made, as we number it; of an exec: the id that the thread had before. 0 when it is
    /// gone.
    /// </summary>
    /// <param name="thread">Its id.</param>
    public static int EventMessage(int thread)
    {
        ulong message = 0;
        return Call(Libc.PTRACE_GETEVENTMSG, thread, 0, (nint)(&message)) == Errno.None ? (int)message : 0;
    }

    /// <summary>Of a <see cref="TraceStopKind.Signal"/>: who sent it.</summary>
    /// <param name="thread">Its id.</param>
    public static SignalInfo? TryReadSignal(int thread)
    {
        // siginfo_t: signo 4, errno 4, code 4, padding 4, then the sender's pid for signals that were sent.
        int* native = stackalloc int[32];
        return Call(Libc.PTRACE_GETSIGINFO, thread, 0, (nint)native) == Errno.None
            ? new SignalInfo(native[0], native[2], native[4])
            : null;
    }

    /// <summary>Reads eight bytes of its memory, or null where there is none.</summary>
    /// <param name="thread">Its id.</param>
    /// <param name="address">Where.</param>
    public static ulong? TryRead(int thread, ulong address)
    {
        ulong word = 0;
        return Call(Libc.PTRACE_PEEKDATA, thread, (nint)address, (nint)(&word)) == Errno.None ? word : null;
    }

    internal static Errno Call(int request, int thread, nint address, nint data) =>
        Libc.syscall(Libc.SYS_ptrace, request, thread, address, data, 0) >= 0 ? Errno.None : Errors.Last;
}
