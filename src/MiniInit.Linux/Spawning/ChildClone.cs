using System;
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

    /// <summary>How often the finalizer's thread is let go on, should its work bring about a collection of its own.</summary>
    private const int Rounds = 10;

    private static int s_collections;

    /// <summary>Makes the child, with all signals blocked. SIGCHLD tells of its end.</summary>
    /// <returns>Its pid, or -1 with the last error.</returns>
    [SkipLocalsInit]
    internal static int Start(delegate* unmanaged<void*, int> entry, void* argument, int flags, int* pidFd)
    {
        LetFinalizerRest();
        byte* stack = stackalloc byte[StackSize];
        byte* top = (byte*)((nuint)(stack + StackSize) & ~(nuint)15);
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        int pid = Libc.clone(entry, top, flags | Libc.SIGCHLD, argument, pidFd, null, null);
        int errno = (int)Errors.Last;
        _ = SignalMask.Exchange(before);
        Marshal.SetLastPInvokeError(errno);
        return pid;
    }

    /// <summary>
    /// A child that is made while another thread collects garbage has a copy of the flag that says so, and waits for ever
    /// for the end of that collection. The only other thread is the finalizer's, which works after each collection, and may
    /// allocate, and so collect, then. So it is let finish first; as long as there was no collection it sleeps. Nothing is
    /// allocated from here to the clone.
    /// </summary>
    private static void LetFinalizerRest()
    {
        for (int i = 0; i < Rounds && GC.CollectionCount(0) != s_collections; i++)
        {
            s_collections = GC.CollectionCount(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
