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

    /// <summary>struct clone_args, all of whose members have eight bytes, and where in it those are that we set.</summary>
    private const int CloneWords = 11, CloneFlags = 0, ClonePidFd = 1, CloneExitSignal = 4, CloneGroup = 10;

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
    /// The same in a control group from its first moment on, clone3(2) of Linux 5.7. A process that moves itself there costs
    /// a moment of silence of all processors, some 10 ms of waiting.
    /// </summary>
    /// <returns>Its pid, or the error as a negative number.</returns>
    /// <remarks>
    /// libc has no wrapper for clone3 that takes a function, so both come back from the call, and the child goes on upon its
    /// copy of this stack. It never leaves this method.
    /// </remarks>
    internal static int StartIn(int group, delegate* unmanaged<void*, int> entry, void* argument, int flags, int* pidFd)
    {
        LetFinalizerRest();
        ulong* orders = stackalloc ulong[CloneWords];
        new Span<ulong>(orders, CloneWords).Clear();
        orders[CloneFlags] = (uint)flags | (ulong)Libc.CLONE_INTO_CGROUP;
        orders[ClonePidFd] = (ulong)pidFd;
        orders[CloneExitSignal] = Libc.SIGCHLD;
        orders[CloneGroup] = (uint)group;
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        int pid = (int)ChildLibc.syscall(Libc.SYS_clone3, (nint)orders, CloneWords * sizeof(ulong), 0, 0, 0);
        if (pid == 0)
        {
            ChildLibc._exit(entry(argument));
        }

        int errno = *ChildLibc.__errno_location();
        _ = SignalMask.Exchange(before);
        return pid > 0 ? pid : -errno;
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
