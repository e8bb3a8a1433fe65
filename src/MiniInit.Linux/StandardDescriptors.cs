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
    /// With /dev/null; where there is none (a bare chroot) with an O_PATH descriptor of the root, on which reads and
    /// writes fail with EBADF exactly as on a closed one.
    /// </remarks>
    public static void FillClosed()
    {
        for (int fd = 0; fd <= 2; fd++)
        {
            if (Libc.fcntl(fd, Libc.F_GETFD, 0) >= 0 || Errors.Last != Errno.EBADF)
            {
                continue;
            }

            // open(2) gives the lowest free number, which is this one: those below are taken.
            fixed (byte* device = "/dev/null\0"u8)
            fixed (byte* root = "/\0"u8)
            {
                if (Libc.open(device, Libc.O_RDWR | Libc.O_NOCTTY, 0) < 0)
                {
                    _ = Libc.open(root, Libc.O_PATH, 0);
                }
            }
        }
    }

    /// <summary>
    /// Gives the pipes (and as PID 1 the terminal) among 0–2 to a user, who else could not open /dev/stdout again:
    /// the kernel checks the inode's owner there. As far as that is allowed.
    /// </summary>
    /// <param name="userId">The new owner.</param>
    /// <param name="terminals">Also terminals: right when they belong to this container alone.</param>
    public static void GiveTo(uint userId, bool terminals)
    {
        for (int fd = 0; fd <= 2; fd++)
        {
            uint type = DescriptorType(fd, out uint owner);
            bool give = type == Libc.S_IFIFO || (terminals && type == Libc.S_IFCHR && Terminal.Is(fd));
            if (give && owner != userId)
            {
                _ = Libc.fchown(fd, userId, uint.MaxValue);
            }
        }
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
