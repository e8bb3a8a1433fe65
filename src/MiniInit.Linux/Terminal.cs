using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The controlling terminal and its foreground process group, tty_ioctl(4).</summary>
/// <remarks>All its calls are made with SIGTTOU blocked, so that they also work from the background.</remarks>
public sealed unsafe class Terminal : IDisposable
{
    private Terminal(OwnedFd fd) => Fd = fd;

    /// <summary>A descriptor of it.</summary>
    public OwnedFd Fd { get; }

    /// <summary>The foreground process group, or null: it hung up, or it is no longer our controlling terminal.</summary>
    public int? ForegroundGroup
    {
        get
        {
            int group;
            return Libc.ioctl(Fd.Number, Libc.TIOCGPGRP, &group) == 0 ? group : null;
        }
    }

    /// <summary>Opens our controlling terminal, or null when we have none.</summary>
    /// <remarks>
    /// By /dev/tty; where that is missing (a bare chroot) by whichever of 0–2 is a terminal of our own session.
    /// </remarks>
    public static Terminal? TryOpenControlling()
    {
        fixed (byte* device = "/dev/tty\0"u8)
        {
            int fd = Libc.open(device, Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
            if (fd >= 0)
            {
                return new Terminal(new OwnedFd(fd));
            }
        }

        // ENXIO is the kernel's answer to a process without a controlling terminal.
        return Errors.Last == Errno.ENXIO ? null : TryCopyStandard();
    }

    /// <summary>True when <paramref name="fd"/> is our controlling terminal.</summary>
    /// <param name="fd">A descriptor.</param>
    public static bool IsControlling(int fd)
    {
        int group;
        return Libc.ioctl(fd, Libc.TIOCGPGRP, &group) == 0;
    }

    /// <summary>True when <paramref name="fd"/> is a terminal.</summary>
    /// <param name="fd">A descriptor.</param>
    public static bool Is(int fd)
    {
        // It fills a struct termios of at most 64 bytes.
        byte* termios = stackalloc byte[64];
        return Libc.ioctl(fd, Libc.TCGETS, termios) == 0;
    }

    /// <summary>How many columns a terminal has; null where it does not say.</summary>
    /// <param name="fd">A descriptor.</param>
    public static int? Columns(int fd)
    {
        // struct winsize: rows, columns, and their pixels.
        ushort* size = stackalloc ushort[4];
        return Libc.ioctl(fd, Libc.TIOCGWINSZ, size) == 0 && size[1] > 0 ? size[1] : null;
    }

    /// <summary>Makes <paramref name="group"/> the foreground group.</summary>
    /// <param name="group">A process group of our session.</param>
    /// <returns><see cref="Errno.None"/>, or why not.</returns>
    public Errno SetForegroundGroup(int group) =>
        Libc.ioctl(Fd.Number, Libc.TIOCSPGRP, &group) == 0 ? Errno.None : Errors.Last;

    /// <summary>
    /// Gives up the terminal that descriptor 0 is, TIOCNOTTY. When the caller leads the session, the kernel sends
    /// SIGHUP and SIGCONT to the foreground group, which may be the caller itself.
    /// </summary>
    /// <returns><see cref="Errno.None"/>, or why not.</returns>
    public static Errno DetachStandardInput() => Libc.ioctl(0, Libc.TIOCNOTTY, null) == 0 ? Errno.None : Errors.Last;

    /// <inheritdoc/>
    public void Dispose() => Fd.Dispose();

    private static Terminal? TryCopyStandard()
    {
        for (int fd = 0; fd <= 2; fd++)
        {
            int session;
            if (Libc.ioctl(fd, Libc.TIOCGSID, &session) == 0 && session == Libc.getsid(0))
            {
                int copy = Libc.fcntl(fd, Libc.F_DUPFD_CLOEXEC, 3);
                return copy >= 0 ? new Terminal(new OwnedFd(copy)) : null;
            }
        }

        return null;
    }
}
