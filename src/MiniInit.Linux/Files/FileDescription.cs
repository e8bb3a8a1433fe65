using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>What is at a path, for messages.</summary>
/// <param name="Kind">For instance <c>a socket</c>.</param>
/// <param name="Mode">Permission bits with set-id and sticky bit.</param>
/// <param name="UserId">The owner.</param>
public sealed record FileDescription(string Kind, uint Mode, uint UserId)
{
    /// <summary>Tells what is at a path, by its last link's target.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="errno">Why nothing is known of it: ENOENT, EACCES.</param>
    public static FileDescription? Of(string path, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(path);
        errno = Errno.ENOENT;
        if (UnixName.From(path) is not UnixName name)
        {
            return null;
        }

        errno = FileStatus.TryGet(Libc.AT_FDCWD, name, follow: true, out FileStatus status);
        return errno == Errno.None ? new FileDescription(status.Kind, status.Mode, status.UserId) : null;
    }
}
