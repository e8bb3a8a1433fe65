using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>The call that makes a child of our own code; see Spawner for what such code may do.</summary>
internal static unsafe class ChildClone
{
    /// <summary>
    /// Stack of the child before exec, in bytes. It needs about 1 KiB; the rest keeps it clear of our own frames.
    /// </summary>
    private const int StackSize = 16 * 1024;

    /// <summary>Makes the child, with all signals blocked. SIGCHLD tells of its end.</summary>
    /// <returns>Its pid, or -1 with the last error.</returns>
    [SkipLocalsInit]
    internal static int Start(delegate* unmanaged<void*, int> entry, void* argument, int flags, int* pidFd)
    {
        byte* stack = stackalloc byte[StackSize];
        byte* top = (byte*)((nuint)(stack + StackSize) & ~(nuint)15);
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        int pid = Libc.clone(entry, top, flags | Libc.SIGCHLD, argument, pidFd, null, null);
        int errno = (int)Errors.Last;
        _ = SignalMask.Exchange(before);
        Marshal.SetLastPInvokeError(errno);
        return pid;
    }
}
