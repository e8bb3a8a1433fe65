using System;
using System.Runtime.InteropServices;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <content>The system calls, and the numbers of ioctl_tty(2) and termios(3) on Linux.</content>
internal sealed partial class Pty
{
    // open(2)
    private const int ReadWrite = 2, NoControllingTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;

    // ioctl_tty(2): TIOCGPTN, TIOCSPTLCK, TIOCGPGRP, TIOCGSID, TIOCSWINSZ, TCGETS, TCSETS
    private const nuint GetNumber = 0x80045430, SetLock = 0x40045431, GetForegroundGroup = 0x540F, GetSession = 0x5429;
    private const nuint SetWindowSize = 0x5414, GetSettings = 0x5401, SetSettings = 0x5402;

    // termios(3): OPOST, ECHO
    private const uint ProcessOutput = 1, Echo = 8;

    /// <summary>Puts descriptors 0–2 on the slave ($0) and becomes the rest.</summary>
    private const string OnSlave = "exec \"$@\" <>\"$0\" >&0 2>&1";

    private static readonly string[] s_leadingSession =
        [Binaries.TestChild, "setup", "--session", "--controlling-terminal", "--"];

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int fd, Span<byte> bytes, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int fd, ReadOnlySpan<byte> bytes, nint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, ref int value);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, ref Settings settings);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        internal ushort Rows;
        internal ushort Columns;
        internal ushort Width;
        internal ushort Height;
    }

    /// <summary>The kernel's struct termios; its rest is kept as it is.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Settings
    {
        internal uint InputModes;
        internal uint OutputModes;
        internal uint ControlModes;
        internal uint LocalModes;
    }
}
