using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>A file without a name that lives in memory, memfd_create(2).</summary>
public static unsafe class MemoryFile
{
    private const int FirstBytes = 65536;

    /// <summary>Makes a file that everybody who has it may read.</summary>
    /// <param name="name">What <c>/proc/PID/fd</c> shows, in ASCII; at most 249 bytes.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="errno">Why there is none.</param>
    /// <returns>A descriptor that stands at the file's beginning, or null.</returns>
    public static OwnedFd? TryMake(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, out Errno errno)
    {
        // Where the administrator has forbidden files that can be executed, sysctl vm.memfd_noexec, one that cannot be
        // is still allowed. A kernel before 6.3 does not know it: EINVAL.
        int fd = Create(name, Libc.MFD_CLOEXEC | Libc.MFD_NOEXEC_SEAL);
        fd = fd < 0 && Errors.Last == Errno.EINVAL ? Create(name, Libc.MFD_CLOEXEC) : fd;
        if (fd < 0)
        {
            errno = Errors.Last;
            return null;
        }

        var file = new OwnedFd(fd);
        errno = Write(file, content);
        if (errno == Errno.None)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Reads all of a file, wherever its descriptor stands.</summary>
    /// <param name="file">A descriptor that can be read.</param>
    /// <param name="most">More bytes than this are an error.</param>
    /// <param name="errno">Why there is no content; E2BIG for too much of it.</param>
    public static byte[]? TryRead(OwnedFd file, int most, out Errno errno)
    {
        ArgumentNullException.ThrowIfNull(file);
        return BoundedFile.TryRead(file, FirstBytes, most, out errno, isWhole: true);
    }

    private static int Create(ReadOnlySpan<byte> name, int flags)
    {
        byte* terminated = stackalloc byte[name.Length + 1];
        name.CopyTo(new Span<byte>(terminated, name.Length));
        terminated[name.Length] = 0;
        return (int)Libc.syscall(Libc.SYS_memfd_create, (nint)terminated, flags, 0, 0, 0);
    }

    /// <summary>At a place, so that the descriptor stays at the beginning.</summary>
    private static Errno Write(OwnedFd file, ReadOnlySpan<byte> content)
    {
        long offset = 0;
        while (!content.IsEmpty)
        {
            nint written;
            fixed (byte* start = content)
            {
                written = Libc.pwrite(file.Number, start, (nuint)content.Length, offset);
            }

            if (written < 0 && Errors.Last != Errno.EINTR)
            {
                return Errors.Last;
            }

            content = content[(int)Math.Max(written, 0)..];
            offset += Math.Max(written, 0);
        }

        return Errno.None;
    }
}
