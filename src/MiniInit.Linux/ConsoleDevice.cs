using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The system's console, <c>/dev/console</c>.</summary>
public static unsafe class ConsoleDevice
{
    /// <summary>Opens it for reading and writing; it does not become our terminal.</summary>
    /// <param name="errno">Why there is none: containers have one only if they were started with a terminal.</param>
    /// <returns>A descriptor, or null.</returns>
    public static OwnedFd? TryOpen(out Errno errno)
    {
        fixed (byte* path = "/dev/console\0"u8)
        {
            // Without O_NONBLOCK the open of a serial line would wait for its carrier.
            int fd = Libc.open(path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC | Libc.O_NONBLOCK, 0);
            errno = fd >= 0 ? Errno.None : Errors.Last;
            if (fd < 0)
            {
                return null;
            }

            // The open file is new, and its flags are ours to change: jobs expect a console that waits.
            int flags = Libc.fcntl(fd, Libc.F_GETFL, 0);
            _ = Libc.fcntl(fd, Libc.F_SETFL, flags & ~Libc.O_NONBLOCK);
            return new OwnedFd(fd);
        }
    }
}
