using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

// The model
//
//   Every process whose parent dies becomes a child of PID 1 of its namespace, or of the nearest subreaper above it.
//   When it ends, the kernel keeps its pid and its status (a zombie) until its parent asks. If init does not ask, the
//   process table fills up, and when it is full nobody can start anything: so reaping is the first duty of init.
//
// The constraints
//
//   - SIGCHLD is one bit. A thousand children that end at once make one signal: after each, drain until the kernel
//     says that there is nothing left. Never count signals.
//   - A pid is only safe to use until its zombie is reaped; from then on the kernel may hand it out again. So nothing
//     but this class reaps, it reaps only when asked, and who holds a pid drops it when told that it is reaped.
//   - The .NET runtime's Process class reaps every child when it is PID 1: it is banned in init.
//   - A child may also stop and go on (job control). WUNTRACED tells of a stop; WCONTINUED is left out: nothing is
//     decided on it, and a stop and go storm would only make work.
//
// The scheme
//
//   Peek shows who has changed without reaping it: whose it was can be found out only as long as it is there.
//   TryReap asks once, without waiting and without allocating. The caller loops until it says None (children live, none
//   has changed) or NoChildren (there are none at all, by which exec mode knows that its descendants are gone).

/// <summary>What asking for a child's change brought.</summary>
public enum ReapResult
{
    /// <summary>A child ended or stopped.</summary>
    Changed,

    /// <summary>There are children, and none has changed.</summary>
    None,

    /// <summary>There are no children.</summary>
    NoChildren,
}

/// <summary>A child's change, and what it had used when it ended.</summary>
/// <param name="Pid">Its process id; no longer its own once it <see cref="WaitStatus.Ended"/>.</param>
/// <param name="Status">What became of it.</param>
/// <param name="UserTimeMicroseconds">CPU time in user mode, itself and its reaped children.</param>
/// <param name="SystemTimeMicroseconds">CPU time in the kernel, itself and its reaped children.</param>
/// <param name="MaxResidentKilobytes">The most memory it had resident.</param>
public readonly record struct ChildChange(
    int Pid, WaitStatus Status, long UserTimeMicroseconds, long SystemTimeMicroseconds, long MaxResidentKilobytes)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ChildChange);
}

/// <summary>The one place that reaps, wait4(2).</summary>
public static unsafe class Reaper
{
    /// <summary>Asks for one child that has ended or stopped, and reaps it if it ended.</summary>
    /// <param name="change">The child, when the result is <see cref="ReapResult.Changed"/>.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="SyscallException">The call is filtered.</exception>
    public static ReapResult TryReap(out ChildChange change) => TryReap(-1, out change);

    /// <summary>As <see cref="TryReap(out ChildChange)"/>, for one child: the one that was looked at before.</summary>
    /// <param name="child">Its process id; −1 for any.</param>
    /// <param name="change">What became of it, when the result is <see cref="ReapResult.Changed"/>.</param>
    /// <returns>Whether it has changed.</returns>
    /// <exception cref="SyscallException">The call is filtered.</exception>
    public static ReapResult TryReap(int child, out ChildChange change) =>
        TryReap(child, Libc.WNOHANG | Libc.WUNTRACED, out change);

    /// <summary>
    /// The same for who traces: asks also for threads, and for processes that are traced and not our children. A traced
    /// one that ended goes on to its parent, for whom it is a zombie yet.
    /// </summary>
    /// <param name="change">The process or thread, when the result is <see cref="ReapResult.Changed"/>.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="SyscallException">The call is filtered.</exception>
    public static ReapResult TryReapTraced(out ChildChange change) => TryReap(-1, Libc.WNOHANG | Libc.__WALL, out change);

    private static ReapResult TryReap(int child, int options, out ChildChange change)
    {
        int status;
        Libc.rusage usage;
        int pid;
        do
        {
            pid = Libc.wait4(child, &status, options, &usage);
        }
        while (pid < 0 && Errors.Last == Errno.EINTR);

        if (pid <= 0)
        {
            change = default;
            if (pid == 0)
            {
                return ReapResult.None;
            }

            return Errors.Last == Errno.ECHILD ? ReapResult.NoChildren : throw SyscallException.FromLast("wait4");
        }

        change = new ChildChange(
            pid,
            new WaitStatus(status),
            (usage.ru_utime.tv_sec * 1_000_000) + usage.ru_utime.tv_usec,
            (usage.ru_stime.tv_sec * 1_000_000) + usage.ru_stime.tv_usec,
            usage.ru_maxrss);
        return ReapResult.Changed;
    }

    /// <summary>Gives a child that has ended or stopped, and leaves it as it is: what it was can still be read.</summary>
    /// <param name="isKilled">Whether a signal ended it.</param>
    /// <returns>Its process id; 0 where there is none; −1 where the call is filtered.</returns>
    public static int Peek(out bool isKilled)
    {
        Libc.siginfo_child info = default;
        int result;
        do
        {
            result = Libc.waitid(Libc.P_ALL, 0, &info, Libc.WEXITED | Libc.WUNTRACED | Libc.WNOHANG | Libc.WNOWAIT);
        }
        while (result < 0 && Errors.Last == Errno.EINTR);

        isKilled = info.si_code is Libc.CLD_KILLED or Libc.CLD_DUMPED;
        return result == 0 ? info.si_pid : Errors.Last == Errno.ECHILD ? 0 : -1;
    }

    /// <summary>Whether a child has ended and waits to be reaped: until then its number, and its group's, is nobody else's.</summary>
    /// <param name="child">Its process id.</param>
    public static bool HasEnded(int child)
    {
        Libc.siginfo_child info = default;
        int result;
        do
        {
            result = Libc.waitid(Libc.P_PID, (uint)child, &info, Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT);
        }
        while (result < 0 && Errors.Last == Errno.EINTR);

        return result == 0 && info.si_pid == child;
    }
}
