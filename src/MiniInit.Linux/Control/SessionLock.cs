using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Control;

/// <summary>
/// The lock that the init of a session has on its folder as long as it lives, flock(2). A number does not tell whether it does:
/// where several PID namespaces share a runtime folder, it may be in another, or be another's here.
/// </summary>
internal static class SessionLock
{
    /// <summary>Takes it, until the descriptor is closed.</summary>
    /// <param name="sessions">The folder of all sessions.</param>
    /// <param name="name">The name of the session's there.</param>
    /// <param name="own">The session's, as it was opened.</param>
    /// <returns>
    /// EAGAIN where another has it; ENOENT where another folder has that name by now, or none; any other error where the file
    /// system knows no locks.
    /// </returns>
    public static Errno TryTake(OwnedFd sessions, UnixName name, OwnedFd own)
    {
        Errno errno = Libc.flock(own.Number, Libc.LOCK_EX | Libc.LOCK_NB) == 0 ? Errno.None : Errors.Last;
        bool isInPlace = FileStatus.TryGet(own, out FileStatus held) == Errno.None
            && FileStatus.TryGet(sessions.Number, name, follow: false, out FileStatus found) == Errno.None
            && found.IsSame(held);
        return errno == Errno.EAGAIN || isInPlace ? errno : Errno.ENOENT;
    }
}
