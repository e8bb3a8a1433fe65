using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>A terminal that belongs to no session yet.</summary>
internal sealed unsafe partial class PseudoTerminal : IDisposable
{
    private const nuint SetPtLock = 0x40045431, GetPtNumber = 0x80045430;
    private readonly SafeFileHandle _master = File.OpenHandle("/dev/ptmx", FileMode.Open, FileAccess.ReadWrite);

    public PseudoTerminal()
    {
        int unlocked = 0;
        int number;
        Assert.Equal(0, ioctl((int)_master.DangerousGetHandle(), SetPtLock, &unlocked));
        Assert.Equal(0, ioctl((int)_master.DangerousGetHandle(), GetPtNumber, &number));
        Path = $"/dev/pts/{number}";
    }

    public string Path { get; }

    public void Dispose() => _master.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int fd, nuint request, void* argument);
}
