using System;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux;

/// <summary>The one place that sends signals. A test forbids kill(2) and its kin anywhere else.</summary>
/// <remarks>
/// A pid is a number that the kernel hands out again. A signal goes only to a child that is not reaped yet (whose
/// number therefore cannot have been handed out), to such a child's own process group, or through a pidfd.
/// </remarks>
public static class SignalSender
{
    /// <summary>Sends to a child of ours that has not been reaped.</summary>
    /// <param name="unreapedChild">Its process id, above 1.</param>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, ESRCH, or EPERM (a setuid program).</returns>
    public static Errno SendToChild(int unreapedChild, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unreapedChild, 1);
        return Libc.kill(unreapedChild, signal) == 0 ? Errno.None : Errors.Last;
    }

    /// <summary>Sends to the process group that a child of ours leads.</summary>
    /// <param name="unreapedLeader">The child's process id, above 1, which is the group's id.</param>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, ESRCH when the group is empty, EPERM when no member may be signalled.</returns>
    public static Errno SendToGroup(int unreapedLeader, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unreapedLeader, 1);
        return Libc.kill(-unreapedLeader, signal) == 0 ? Errno.None : Errors.Last;
    }

    /// <summary>
    /// Sends to a process that is not our child, without ever meeting another that got its pid: the pid is pinned by
    /// a pidfd, and then the process looked at again.
    /// </summary>
    /// <param name="process">The process as the table had it.</param>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, ESRCH when it is gone, EPERM.</returns>
    /// <remarks>
    /// Where pidfds are not to be had (before Linux 5.3, or filtered) the look and the kill follow each other at once:
    /// for a mix-up the pid would have to be used up, reaped and handed out again in between.
    /// </remarks>
    public static Errno SendTo(ProcessEntry process, int signal)
    {
        using PidFd? pidFd = PidFd.TryOpen(process.Pid, out Errno errno);
        if (pidFd is null && !Errors.MeansUnavailable(errno))
        {
            return errno;
        }

        if (!ProcessTable.TryRead(process.Pid, out ProcessEntry now) || now.StartTime != process.StartTime)
        {
            return Errno.ESRCH;
        }

        errno = pidFd is null ? Errno.ENOSYS : Send(pidFd, signal);
        return Errors.MeansUnavailable(errno)
            ? Libc.kill(process.Pid, signal) == 0 ? Errno.None : Errors.Last
            : errno;
    }

    /// <summary>Sends through a pidfd, pidfd_send_signal(2).</summary>
    /// <param name="target">The process.</param>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, ESRCH, EPERM, or ENOSYS on a kernel before 5.1.</returns>
    public static Errno Send(PidFd target, int signal)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Libc.syscall(Libc.SYS_pidfd_send_signal, target.Fd.Number, signal, 0, 0, 0) == 0
            ? Errno.None
            : Errors.Last;
    }

    /// <summary>Sends to every process of our PID namespace but ourselves, kill(-1); refused unless we are PID 1.</summary>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, or ESRCH when there is no other process.</returns>
    public static Errno SendToEveryoneAsInit(int signal)
    {
        if (Libc.getpid() != 1)
        {
            throw new InvalidOperationException("only PID 1 may signal everyone");
        }

        return Libc.kill(-1, signal) == 0 ? Errno.None : Errors.Last;
    }

    /// <summary>True while a process group has members, zombies included.</summary>
    /// <param name="group">Its id, above 1.</param>
    public static bool GroupExists(int group) => group > 1 && (Libc.kill(-group, 0) == 0 || Errors.Last != Errno.ESRCH);

    /// <summary>
    /// Stops our process group as ^Z would have if the command were a member of it, by SIGTSTP. Comes back when
    /// somebody continues us, or at once where nobody could: the kernel does not stop an orphaned group.
    /// </summary>
    /// <returns>True when we were stopped; then the SIGCONT that continued us is pending.</returns>
    public static bool StopOwnGroup()
    {
        SignalSet before = SignalMask.Exchange(
            new SignalSet(SignalSet.All.Bits & ~SignalMask.NeededByRuntime.Bits).Without(Libc.SIGTSTP));
        _ = Libc.kill(0, Libc.SIGTSTP);
        _ = SignalMask.Exchange(before);
        return SignalWait.Pending.Contains(Libc.SIGCONT);
    }

    /// <summary>Stops this process as a shell's job does. It comes back when SIGCONT arrives; PID 1 is never stopped.</summary>
    public static void StopSelf() => _ = Libc.kill(Libc.getpid(), Libc.SIGSTOP);

    /// <summary>
    /// Ends this process as <paramref name="signal"/> does by default, so that whoever waits for it sees that. It comes
    /// back for signals that end nothing, and in PID 1, which the kernel protects from them.
    /// </summary>
    /// <param name="signal">1–64, not KILL or STOP.</param>
    public static void EndSelf(int signal)
    {
        SignalDisposition.SetDefault(signal);
        SignalSet before = SignalMask.Exchange(SignalSet.Empty);
        _ = Libc.kill(Libc.getpid(), signal);
        _ = SignalMask.Exchange(before);
    }
}
