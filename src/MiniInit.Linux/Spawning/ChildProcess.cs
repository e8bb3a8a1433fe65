using System.Runtime.InteropServices;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>The child between clone(2) and execve(2).</summary>
/// <remarks>
/// This is managed code in a copy of a process whose other threads are gone, so nothing here may need them: no
/// allocation, no exception, no static field, no array with its bounds check, no call but <see cref="ChildLibc"/> and
/// methods of the classes named Child. All signals are blocked until the last step. See Spawner for the whole scheme.
/// What the compiler adds is the reverse transition at the entry and a look at the collector's flag behind each call:
/// both would wait for ever for a collection that another thread had begun at the moment of the clone. There is none:
/// <see cref="ChildClone"/> lets the finalizer's thread come to rest first.
/// </remarks>
internal static unsafe class ChildProcess
{
    /// <summary>The child's exit code when it never became the program; the stage and error are in the block.</summary>
    private const int GaveUp = 127;

    [UnmanagedCallersOnly]
    internal static int Run(void* argument)
    {
        var block = (ChildBlock*)argument;
        if (block->GateRead >= 0 && !PassesGate(block))
        {
            ChildLibc._exit(GaveUp);
        }

        var stage = Prepare(block);
        if (stage == SpawnStage.None)
        {
            stage = SpawnStage.Exec;
            WritePid(block->PidText);
            ChildExec.Run(block);
        }

        block->FailedErrno = *ChildLibc.__errno_location();
        block->FailedStage = (int)stage;
        ChildLibc._exit(GaveUp);
        return GaveUp;
    }

    /// <summary>
    /// With the parent's end closed here, its death ends the wait. Whoever attaches interrupts the read, which the kernel
    /// then begins anew: no signal can come here.
    /// </summary>
    private static bool PassesGate(ChildBlock* block)
    {
        byte go;
        _ = ChildLibc.close(block->GateWrite);
        nint count = ChildLibc.read(block->GateRead, &go, 1);
        _ = ChildLibc.close(block->GateRead);
        return count == 1;
    }

    private static SpawnStage Prepare(ChildBlock* block)
    {
        SpawnStage stage = Isolate(block);
        if (stage == SpawnStage.None)
        {
            stage = ChildResources.Set(block);
        }

        if (stage == SpawnStage.None)
        {
            stage = ChildDescriptors.Place(block);
        }

        if (stage == SpawnStage.None)
        {
            stage = ChildResources.SetLateLimits(block);
        }

        if (stage == SpawnStage.None)
        {
            stage = EnterDirectories(block);
        }

        if (stage == SpawnStage.None)
        {
            stage = ChildIdentity.Become(block);
        }

        if (stage == SpawnStage.None && block->EntersLast != 0 && ChildLibc.chdir(block->WorkingDirectory) < 0)
        {
            stage = SpawnStage.WorkingDirectory;
        }

        if (stage == SpawnStage.None && block->ParentDeathSignal != 0)
        {
            stage = FollowParent(block);
        }

        return stage == SpawnStage.None ? RestoreSignals(block) : stage;
    }

    private static SpawnStage Isolate(ChildBlock* block)
    {
        if (block->Grouping == (int)ProcessGrouping.NewSession)
        {
            int session = ChildLibc.setsid();
            if (session < 0)
            {
                return SpawnStage.Session;
            }

            // The argument 0 asks politely: a terminal that another session controls is not stolen.
            if (block->Terminal >= 0 && ChildLibc.ioctl(block->Terminal, Libc.TIOCSCTTY, null) < 0
                && block->TerminalRequired != 0)
            {
                return SpawnStage.Terminal;
            }
        }
        else if (block->Grouping == (int)ProcessGrouping.NewGroup)
        {
            if (ChildLibc.setpgid(0, 0) < 0)
            {
                return SpawnStage.Group;
            }

            // SIGTTOU is blocked, so this works although the new group is in the background. A terminal that was hung
            // up meanwhile is no reason not to run the command.
            if (block->Terminal >= 0)
            {
                int group = ChildLibc.getpid();
                _ = ChildLibc.ioctl(block->Terminal, Libc.TIOCSPGRP, &group);
            }
        }

        return SpawnStage.None;
    }

    private static SpawnStage EnterDirectories(ChildBlock* block)
    {
        if (block->Root != null && ChildLibc.chroot(block->Root) < 0)
        {
            return SpawnStage.Root;
        }

        // chroot leaves the working directory outside of the new root, from where ".." leads out.
        byte root = (byte)'/';
        byte* slash = stackalloc byte[2];
        slash[0] = root;
        slash[1] = 0;
        byte* directory = block->WorkingDirectory != null ? block->WorkingDirectory : block->Root != null ? slash : null;
        if (directory != null && block->EntersLast == 0 && ChildLibc.chdir(directory) < 0)
        {
            return SpawnStage.WorkingDirectory;
        }

        if (block->Umask >= 0)
        {
            _ = ChildLibc.umask((uint)block->Umask);
        }

        return SpawnStage.None;
    }

    private static void WritePid(byte* text)
    {
        if (text == null)
        {
            return;
        }

        uint pid = (uint)ChildLibc.getpid();
        uint scale = 1;
        while (pid / scale >= 10)
        {
            scale *= 10;
        }

        for (; scale > 0; scale /= 10)
        {
            *text++ = (byte)('0' + (pid / scale % 10));
        }

        *text = 0;
    }

    /// <summary>After the change of user, which clears the setting. A parent that is already gone sends no signal.</summary>
    private static SpawnStage FollowParent(ChildBlock* block)
    {
        if (ChildLibc.prctl(Libc.PR_SET_PDEATHSIG, block->ParentDeathSignal, 0, 0, 0) < 0)
        {
            return SpawnStage.ParentDeath;
        }

        if (ChildLibc.getppid() != block->ParentPid)
        {
            *ChildLibc.__errno_location() = Libc.ESRCH;
            return SpawnStage.ParentDeath;
        }

        return SpawnStage.None;
    }

    /// <summary>
    /// Dispositions first: handlers of ours must not run in the child, and ignored signals (the runtime ignores
    /// SIGPIPE) would survive execve. Then the mask: what was sent to the child so far arrives here.
    /// </summary>
    private static SpawnStage RestoreSignals(ChildBlock* block)
    {
        Libc.kernel_sigaction action = default;
        for (int signal = SignalSet.First; signal <= SignalSet.Last; signal++)
        {
            if (signal is Libc.SIGKILL or Libc.SIGSTOP)
            {
                continue;
            }

            action.handler = (block->IgnoredSignals & (1UL << (signal - 1))) != 0 ? Libc.SIG_IGN : Libc.SIG_DFL;
            if (ChildLibc.syscall(block->SigactionNumber, signal, (nint)(&action), 0, (nint)Libc.SizeOfSigset, 0) < 0)
            {
                return SpawnStage.Signals;
            }
        }

        ulong mask = block->BlockedSignals;
        return ChildLibc.syscall(
            block->SigprocmaskNumber, Libc.SIG_SETMASK, (nint)(&mask), 0, (nint)Libc.SizeOfSigset, 0) < 0
            ? SpawnStage.Signals
            : SpawnStage.None;
    }
}
