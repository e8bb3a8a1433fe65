using System;

namespace MiniInit.Bench;

/// <summary>A terminal whose keyboard is held here.</summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    private readonly int _master;

    internal PseudoTerminal()
    {
        _master = Descriptor.Open("/dev/ptmx", LibC.O_RDWR);
        int unlocked = 0;
        if (LibC.ioctl(_master, LibC.TIOCSPTLCK, &unlocked) < 0)
        {
            throw BenchException.FromErrno("unlock a pseudo terminal");
        }

        Slave = LibC.ioctl_flags(_master, LibC.TIOCGPTPEER, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC);
        if (Slave < 0)
        {
            throw BenchException.FromErrno("open a pseudo terminal");
        }
    }

    /// <summary>What a program has as its terminal.</summary>
    internal int Slave { get; }

    /// <summary>The process group that is in the foreground.</summary>
    internal int Foreground
    {
        get
        {
            int group;
            return LibC.ioctl(_master, LibC.TIOCGPGRP, &group) == 0
                ? group
                : throw BenchException.FromErrno("ask a terminal for its foreground");
        }
    }

    public void Dispose()
    {
        _ = LibC.close(Slave);
        _ = LibC.close(_master);
    }
}
