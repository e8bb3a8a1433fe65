using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>open(2) as everything here does it: nothing inherits it, waits for it, or gets a terminal by it.</summary>
internal static class OpenedFile
{
    /// <summary>Opens for reading, unless the flags say otherwise.</summary>
    /// <param name="folder">An open folder, or AT_FDCWD.</param>
    /// <param name="name">A name there, or a path.</param>
    /// <param name="flags">Further flags.</param>
    /// <param name="errno">Why it is not open.</param>
    /// <param name="mode">The rights to what O_CREAT makes, less the umask.</param>
    public static unsafe OwnedFd? TryOpen(int folder, UnixName name, int flags, out Errno errno, uint mode = 0)
    {
        flags |= Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY | Libc.O_NONBLOCK;
        fixed (byte* path = name.Terminated)
        {
            while (true)
            {
                int fd = Libc.openat(folder, path, flags, mode);
                errno = fd >= 0 ? Errno.None : Errors.Last;
                if (errno != Errno.EINTR) // a network file system may be interrupted while it opens
                {
                    return fd >= 0 ? new OwnedFd(fd) : null;
                }
            }
        }
    }
}
