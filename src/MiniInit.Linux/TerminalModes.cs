using System;
using System.Runtime.CompilerServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>How a terminal treats what is typed, termios(3), and how large it is.</summary>
public sealed unsafe class TerminalModes
{
    private readonly int _fd;
    private readonly Termios _before;

    private TerminalModes(int fd, Termios before) => (_fd, _before) = (fd, before);

    /// <summary>Lets through what is typed, byte for byte and at once.</summary>
    /// <param name="fd">A descriptor.</param>
    /// <returns>What sets it back; null for what is no terminal.</returns>
    public static TerminalModes? TryMakeRaw(int fd)
    {
        Termios modes;
        if (Libc.ioctl(fd, Libc.TCGETS, &modes) < 0)
        {
            return null;
        }

        TerminalModes before = new(fd, modes);

        // As cfmakeraw(3) has it.
        modes.Input &= ~(uint)(0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400);
        modes.Output &= ~1U;
        modes.Local &= ~(uint)(0x1 | 0x2 | 0x8 | 0x40 | 0x8000);
        modes.Control = (modes.Control & ~(0x30U | 0x100)) | 0x30;
        modes.Characters[5] = 0;
        modes.Characters[6] = 1;
        return Libc.ioctl(fd, Libc.TCSETS, &modes) == 0 ? before : null;
    }

    /// <summary>Whether a descriptor is our controlling terminal, and another process group than ours is in its foreground.</summary>
    /// <param name="fd">A descriptor.</param>
    public static bool IsInBackground(int fd)
    {
        int group;
        return Libc.ioctl(fd, Libc.TIOCGPGRP, &group) == 0 && group != Libc.getpgrp();
    }

    /// <summary>Makes it what it was, also from the background.</summary>
    public void Restore()
    {
        Termios modes = _before;
        SignalSet mask = SignalMask.Exchange(SignalSet.All);
        _ = Libc.ioctl(_fd, Libc.TCSETSW, &modes);
        _ = SignalMask.Exchange(mask);
    }

    /// <summary>Makes one terminal as large as another.</summary>
    /// <param name="from">A descriptor of the one; nothing follows if it is no terminal.</param>
    /// <param name="to">A descriptor of the other, whose foreground group hears of it.</param>
    public static void CopySize(int from, int to)
    {
        ushort* size = stackalloc ushort[4];
        if (Libc.ioctl(from, Libc.TIOCGWINSZ, size) == 0)
        {
            _ = Libc.ioctl(to, Libc.TIOCSWINSZ, size);
        }
    }

    /// <summary>struct termios of the kernel; its characters are 19, and 5 and 6 are VTIME and VMIN.</summary>
    private struct Termios
    {
        internal uint Input, Output, Control, Local;
        internal byte Line;
        internal Bytes Characters;

        [InlineArray(47)]
        internal struct Bytes
        {
            private byte _first;
        }
    }
}
