using System.Runtime.InteropServices;

namespace MiniInit.Bench;

internal static unsafe partial class LibC
{
    internal const nuint TIOCGPGRP = 0x540F;
    internal const nuint TIOCSPTLCK = 0x40045431;
    internal const nuint TIOCGPTPEER = 0x5441;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int descriptor, nuint request, int* argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int ioctl_flags(int descriptor, nuint request, nint argument);
}
