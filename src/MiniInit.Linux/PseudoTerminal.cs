using System;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>A pseudoterminal, pty(7): what is written to one end is typed at the other.</summary>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private PseudoTerminal(OwnedFd master, OwnedFd slave) => (Master, Slave) = (master, slave);

    /// <summary>The end of who shows it; reads and writes do not wait. When it is closed, the other end hangs up.</summary>
    public OwnedFd Master { get; }

    /// <summary>The terminal.</summary>
    public OwnedFd Slave { get; }

    /// <summary>Makes one.</summary>
    /// <param name="errno">Why there is none: ENOENT where no devpts is mounted, ENOSPC.</param>
    public static PseudoTerminal? TryOpen(out Errno errno)
    {
        const int Flags = Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC;
        int master;
        fixed (byte* device = "/dev/ptmx\0"u8)
        {
            master = Libc.open(device, Flags | Libc.O_NONBLOCK, 0);
        }

        errno = Errors.Last;
        if (master < 0)
        {
            return null;
        }

        int unlocked = 0;
        int slave = -1;
        if (Libc.ioctl(master, Libc.TIOCSPTLCK, &unlocked) == 0)
        {
            // By its number only where the kernel is older than 4.13: the folder of a container may be another one.
            slave = Libc.ioctl(master, Libc.TIOCGPTPEER, (void*)Flags);
            slave = slave < 0 ? OpenByNumber(master, Flags) : slave;
        }

        errno = slave < 0 ? Errors.Last : Errno.None;
        if (slave < 0)
        {
            _ = Libc.close(master);
            return null;
        }

        return new PseudoTerminal(new OwnedFd(master), new OwnedFd(slave));
    }

    /// <summary>Types at the terminal, as much as it takes now.</summary>
    /// <param name="bytes">What.</param>
    /// <returns>How many bytes it took.</returns>
    public int Type(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return (int)Math.Max(Libc.write(Master.Number, start, (nuint)bytes.Length), 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Slave.Dispose();
        Master.Dispose();
    }

    private static int OpenByNumber(int master, int flags)
    {
        int number;
        if (Libc.ioctl(master, Libc.TIOCGPTN, &number) < 0)
        {
            return -1;
        }

        fixed (byte* path = Encoding.ASCII.GetBytes($"/dev/pts/{number}\0"))
        {
            return Libc.open(path, flags, 0);
        }
    }
}
