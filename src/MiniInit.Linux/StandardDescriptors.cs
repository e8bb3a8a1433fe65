using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Descriptors 0, 1 and 2, which we share with whoever started us and with our children.</summary>
public static unsafe class StandardDescriptors
{
    /// <summary>
    /// Fills those of 0–2 that are closed, so that nothing of ours is ever opened under their number and written to
    /// by a program that means its standard error.
    /// </summary>
    /// <remarks>
    /// With /dev/null; where there is none (a bare chroot) with the reading end of a pipe that nobody writes to: reads
    /// end at once, writes fail with EBADF exactly as on a closed one.
    /// </remarks>
    public static void FillClosed()
    {
        int* ends = stackalloc int[2];
        for (int fd = 0; fd <= 2; fd++)
        {
            if (Libc.fcntl(fd, Libc.F_GETFD, 0) >= 0 || Errors.Last != Errno.EBADF)
            {
                continue;
            }

            // open(2) gives the lowest free number, which is this one: those below are taken.
            fixed (byte* device = "/dev/null\0"u8)
            {
                if (Libc.open(device, Libc.O_RDWR | Libc.O_NOCTTY, 0) < 0 && Libc.pipe2(ends, 0) == 0)
                {
                    _ = Libc.close(ends[1]);
                }
            }
        }
    }

    /// <summary>
    /// Gives the nameless pipes among 0–2 to a user, who else could not open /dev/stdout again: the kernel checks the
    /// inode's owner there. As far as that is allowed. A FIFO in a directory and a terminal belong to somebody else.
    /// </summary>
    /// <param name="userId">The new owner.</param>
    public static void GiveTo(uint userId)
    {
        for (int fd = 0; fd <= 2; fd++)
        {
            uint type = DescriptorType(fd, out uint owner);
            if (type == Libc.S_IFIFO && owner != userId && IsNameless(fd))
            {
                _ = Libc.fchown(fd, userId, uint.MaxValue);
            }
        }
    }

    private static bool IsNameless(int fd)
    {
        // struct statfs begins with the type of the file system and has 120 bytes on 64-bit kernels.
        long* status = stackalloc long[16];
        return Libc.fstatfs(fd, status) == 0 && *status == Libc.PIPEFS_MAGIC;
    }

    /// <summary>Whether it is /dev/null or one of its kin (major number 1), which never make anybody wait.</summary>
    internal static bool IsMemoryDevice(int fd)
    {
        Libc.statx_t status;
        byte empty = 0;
        return Libc.statx(fd, &empty, Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, &status) == 0
            && (status.stx_mode & Libc.S_IFMT) == Libc.S_IFCHR && status.stx_rdev_major == 1;
    }

    internal static uint DescriptorType(int fd, out uint owner)
    {
        Libc.statx_t status;
        byte empty = 0;
        if (Libc.statx(fd, &empty, Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, &status) < 0)
        {
            owner = uint.MaxValue;
            return 0;
        }

        owner = status.stx_uid;
        return status.stx_mode & Libc.S_IFMT;
    }
}
