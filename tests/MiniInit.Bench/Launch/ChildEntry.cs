using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>
/// The child between clone and execve. It shares the memory of its parent (CLONE_VM), whose thread sleeps in the kernel
/// until the exec (CLONE_VFORK), so it may only make system calls on the block it was given: no allocation, no
/// exception, no static, no transition of the runtime.
/// </summary>
internal static unsafe class ChildEntry
{
    private const int HighestSignal = 64;
    private const int CannotStart = 125;

    [UnmanagedCallersOnly]
    internal static int Run(void* argument)
    {
        var block = (ChildBlock*)argument;
        if (Prepare(block))
        {
            LibC.TimeSpec time;
            _ = LibC.clock_gettime(LibC.CLOCK_MONOTONIC, &time);
            block->ExecTime = (time.tv_sec * Clock.Second) + time.tv_nsec;
            _ = LibC.execve(block->Path, block->Arguments, block->Environment);
        }

        block->Failure = *LibC.__errno_location();
        LibC._exit(CannotStart);
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Prepare(ChildBlock* block)
    {
        if (block->NewSession && LibC.setsid() < 0)
        {
            return false;
        }

        if (block->NewGroup && LibC.setpgid(0, 0) < 0)
        {
            return false;
        }

        if (block->NewNamespace && !MountProc(block))
        {
            return false;
        }

        if (!Redirect(block->Input, 0) || !Redirect(block->Output, 1) || !Redirect(block->Error, 2)
            || !Redirect(block->Extra, block->ExtraTarget))
        {
            return false;
        }

        // A new session takes the terminal that became its standard input.
        if (block->NewSession && LibC.ioctl_number(0, LibC.TIOCSCTTY, 0) < 0)
        {
            return false;
        }

        // The runtime ignores SIGPIPE, and whoever started us may ignore others: the measured program gets a clean start.
        for (int signal = 1; signal <= HighestSignal; signal++)
        {
            _ = LibC.signal(signal, 0);
        }

        return LibC.sigprocmask_in_child(LibC.SIG_SETMASK, &block->Mask, null) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Redirect(int from, int to) => from < 0 || LibC.dup2(from, to) >= 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MountProc(ChildBlock* block)
    {
        return LibC.mount(null, block->Slash, null, LibC.MS_REC | LibC.MS_PRIVATE, null) == 0
            && LibC.mount(
                block->ProcType,
                block->ProcPath,
                block->ProcType,
                LibC.MS_NOSUID | LibC.MS_NODEV | LibC.MS_NOEXEC,
                null) == 0;
    }
}
