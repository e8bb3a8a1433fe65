using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>A new pipe, pipe(7), whose reader never waits and whose writer does.</summary>
/// <param name="Read">The end that is read from, O_NONBLOCK.</param>
/// <param name="Write">The end that is written to, blocking as programs expect of their standard output.</param>
public readonly unsafe record struct PipeEnds(OwnedFd Read, OwnedFd Write)
{
    /// <summary>Makes a pipe. It keeps the kernel's usual size: larger ones count against a limit of the whole user.</summary>
    /// <exception cref="SyscallException">EMFILE, ENFILE.</exception>
    public static PipeEnds Open()
    {
        int* numbers = stackalloc int[2];
        if (Libc.pipe2(numbers, Libc.O_CLOEXEC) < 0)
        {
            throw SyscallException.FromLast("pipe2");
        }

        var ends = new PipeEnds(new OwnedFd(numbers[0]), new OwnedFd(numbers[1]));

        // The two ends are two open files: this flag of one does not reach the other.
        if (Libc.fcntl(numbers[0], Libc.F_SETFL, Libc.O_NONBLOCK) < 0)
        {
            var failure = SyscallException.FromLast("fcntl");
            ends.Close();
            throw failure;
        }

        return ends;
    }

    /// <summary>
    /// Gives the pipe to a user, who else could not open /dev/stdout: the kernel checks the inode's owner there. As far
    /// as that is allowed.
    /// </summary>
    /// <param name="userId">The new owner.</param>
    public void GiveTo(uint userId) => _ = Libc.fchown(Write.Number, userId, uint.MaxValue);

    /// <summary>Closes both ends.</summary>
    public void Close()
    {
        Read.Dispose();
        Write.Dispose();
    }
}
