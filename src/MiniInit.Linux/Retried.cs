using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Calls that are made again when a signal handler of the runtime, or a file system that lets it be, came between.</summary>
internal static unsafe class Retried
{
    /// <summary>open(2) of what is there.</summary>
    /// <returns>The descriptor, or -1 with the last error.</returns>
    internal static int Open(byte* path, int flags)
    {
        int fd;
        do
        {
            fd = Libc.open(path, flags, 0);
        }
        while (fd < 0 && Errors.Last == Errno.EINTR);
        return fd;
    }

    /// <summary>read(2).</summary>
    /// <returns>How many bytes; 0 at the end, -1 with the last error.</returns>
    internal static nint Read(int fd, void* into, nuint length)
    {
        nint count;
        do
        {
            count = Libc.read(fd, into, length);
        }
        while (count < 0 && Errors.Last == Errno.EINTR);
        return count;
    }
}
