using System;
using System.Runtime.CompilerServices;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

// The model
//
//   A process is started in two steps that Unix keeps apart: clone(2) makes a copy of us, and execve(2) turns the copy
//   into the program. Between the two the child arranges its own session, directories, identity and signals.
//
// The constraints
//
//   - Managed code after a fork is unsafe in general: the runtime's other threads, its locks and its collector are not
//     there any more. What the child runs here (ChildProcess, ChildExec) is compiled ahead of time, touches only
//     native memory, and calls only system calls without a GC transition.
//   - No CLONE_VFORK: the parent would hang in the kernel until the exec, and anyone of the job's uid could freeze init
//     for good with a SIGSTOP in between, as could a network file system that does not answer. Nor CLONE_VM: the
//     child's setuid would clear our own dumpable flag.
//   - posix_spawn knows neither ids nor sessions nor limits, and a helper program costs an exec more for each start.
//   - A signal that comes between clone and exec must neither run a handler of ours in the child nor be lost: the child
//     is born with everything blocked, and its last step but one sets the dispositions, its last the mask.
//   - A parent-death signal follows the parent *thread*: start only from the main thread, which never ends first.
//
// The scheme
//
//   1. The orders are written into a ChildBlock in a shared mapping, strings beside it in private memory.
//   2. Block all signals; clone(entry, stack, SIGCHLD); restore. The stack is a piece of our own: copy on write.
//   3. setpgid in the parent as well as in the child, so that a signal sent to the group right after the start finds it
//      no matter who runs first. EACCES (it has exec'ed already) and ESRCH (it is gone) are fine.
//   4. The child follows its orders. If a step fails it writes the step and errno into the block and exits 127. If the
//      exec works, a close-on-exec pipe ends. The parent sees the end of the pipe, or reaps the child, and looks.

/// <summary>Starts processes. Works only in a natively compiled program: see the top of this file.</summary>
public static unsafe class Spawner
{
    /// <summary>
    /// Stack of the child before exec, in bytes. It needs about 1 KiB; the rest keeps it clear of our own frames.
    /// </summary>
    private const int ChildStackSize = 16 * 1024;

    /// <summary>Digits of the largest pid there can be.</summary>
    private const int LongestPid = 10;

    private static ReadOnlySpan<byte> Shell => "/bin/sh\0"u8;

    /// <summary>Makes the child and returns without waiting for it to become the program.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="failure">When there is no child: why.</param>
    /// <returns>The child, or null.</returns>
    /// <exception cref="ArgumentException">More than eight descriptors, or a source among the targets.</exception>
    public static SpawnedChild? TryStart(SpawnRequest request, out SpawnFailure failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        nuint size = SizeOfBlock(request, out int shellArguments);
        var block = (ChildBlock*)Libc.mmap(
            null, size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED | Libc.MAP_ANONYMOUS, -1, 0);
        if ((nint)block == -1)
        {
            failure = new SpawnFailure(SpawnStage.Clone, Errors.Last);
            return null;
        }

        SpawnedChild? child = null;
        try
        {
            Fill(block, request, shellArguments);
            child = TryClone(block, size, request, out failure);
            return child;
        }
        finally
        {
            if (child is null)
            {
                _ = Libc.munmap(block, size);
            }
        }
    }

    private static SpawnedChild? TryClone(ChildBlock* block, nuint size, SpawnRequest request, out SpawnFailure failure)
    {
        OwnedFd? pipeRead = null;
        OwnedFd? pipeWrite = null;
        if (request.WithExecPipe && !TryMakePipe(request, out pipeRead, out pipeWrite))
        {
            failure = new SpawnFailure(SpawnStage.Clone, Errors.Last);
            pipeRead?.Dispose();
            return null;
        }

        int pidFd = -1;
        int pid = Clone(block, request.WithPidFd ? &pidFd : null);
        Errno errno = pid < 0 ? Errors.Last : Errno.None;
        pipeWrite?.Dispose();
        if (pid < 0)
        {
            pipeRead?.Dispose();
            failure = new SpawnFailure(SpawnStage.Clone, errno);
            return null;
        }

        if (request.Grouping == ProcessGrouping.NewGroup)
        {
            _ = Libc.setpgid(pid, pid);
        }

        failure = default;
        return new SpawnedChild(pid, PidFd.Adopt(pidFd, pid), pipeRead, block, size);
    }

    [SkipLocalsInit]
    private static int Clone(ChildBlock* block, int* pidFd)
    {
        byte* stack = stackalloc byte[ChildStackSize];
        byte* top = (byte*)((nuint)(stack + ChildStackSize) & ~(nuint)15);
        int flags = Libc.SIGCHLD | (pidFd != null ? Libc.CLONE_PIDFD : 0);
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        int pid = Libc.clone(&ChildProcess.Run, top, flags, block, pidFd, null, null);
        int errno = (int)Errors.Last;
        _ = SignalMask.Exchange(before);
        System.Runtime.InteropServices.Marshal.SetLastPInvokeError(errno);
        return pid;
    }

    private static bool TryMakePipe(SpawnRequest request, out OwnedFd? read, out OwnedFd? write)
    {
        int* ends = stackalloc int[2];
        bool made = Libc.pipe2(ends, Libc.O_CLOEXEC | Libc.O_NONBLOCK) == 0;
        read = made ? new OwnedFd(ends[0]) : null;
        write = made ? new OwnedFd(ends[1]) : null;
        return made && TryMoveAboveTargets(request, ref write);
    }

    /// <summary>A descriptor put in place on the number of the pipe would end it long before the exec.</summary>
    private static bool TryMoveAboveTargets(SpawnRequest request, ref OwnedFd? write)
    {
        int highest = -1;
        bool taken = false;
        foreach (SpawnDescriptor descriptor in request.Descriptors)
        {
            highest = Math.Max(highest, descriptor.Target);
            taken |= descriptor.Target == write!.Number;
        }

        if (!taken)
        {
            return true;
        }

        int moved = Libc.fcntl(write!.Number, Libc.F_DUPFD_CLOEXEC, highest + 1);
        Errno errno = Errors.Last;
        write.Dispose();
        write = moved >= 0 ? new OwnedFd(moved) : null;
        System.Runtime.InteropServices.Marshal.SetLastPInvokeError((int)errno);
        return moved >= 0;
    }

    /// <summary>The block, then the fallback's vector, the groups and the strings behind it, each aligned to 8 bytes.</summary>
    private static nuint SizeOfBlock(SpawnRequest request, out int shellArguments)
    {
        shellArguments = request.ShellFallback ? request.Arguments.Count + 3 : 0;
        int groups = request.Identity?.SupplementaryGroups.Count ?? 0;
        int strings = request.Program.Length + 1 + request.SearchPath.Length + 1
            + Encoding.UTF8.GetMaxByteCount((request.Root?.Length ?? 0) + (request.WorkingDirectory?.Length ?? 0)) + 2;
        return (nuint)(sizeof(ChildBlock) + 8 + (shellArguments * sizeof(byte*)) + (groups * sizeof(uint)) + strings + 8);
    }

    private static void Fill(ChildBlock* block, SpawnRequest request, int shellArguments)
    {
        byte* free = (byte*)(block + 1);
        free = (byte*)(((nuint)free + 7) & ~(nuint)7);
        if (shellArguments > 0)
        {
            block->ShellArguments = (byte**)free;
            free += shellArguments * sizeof(byte*);
            Shell.CopyTo(new Span<byte>(block->Shell, Shell.Length));
            block->ShellArguments[0] = block->Shell;
            for (int i = 1; i < request.Arguments.Count; i++)
            {
                block->ShellArguments[i + 1] = request.Arguments.Pointers[i];
            }
        }

        FillIdentity(block, request.Identity, ref free);
        block->Program = Put(request.Program.Span, ref free);
        block->SearchPath = Put(request.SearchPath.Span, ref free);
        block->SearchPathLength = request.SearchPath.Length;
        block->Root = Put(request.Root, ref free);
        block->WorkingDirectory = Put(request.WorkingDirectory, ref free);
        block->Grouping = (int)request.Grouping;
        block->Terminal = request.Terminal;
        block->TerminalRequired = request.TerminalRequired ? 1 : 0;
        block->PidText = request.PidVariable.IsEmpty
            ? null
            : request.Environment.ReserveVariable(request.PidVariable.Span, LongestPid);
        block->Arguments = request.Arguments.Pointers;
        block->Environment = request.Environment.Pointers;
        block->Umask = request.Umask is { } umask ? (int)umask : -1;
        block->ParentDeathSignal = request.ParentDeathSignal;
        block->ParentPid = Libc.getpid();
        block->BlockedSignals = request.BlockedSignals.Bits;
        block->IgnoredSignals = request.IgnoredSignals.Bits;
        block->SigactionNumber = Libc.SYS_rt_sigaction;
        block->SigprocmaskNumber = Libc.SYS_rt_sigprocmask;
        FillDescriptors(block, request);
    }

    private static void FillIdentity(ChildBlock* block, SpawnIdentity? identity, ref byte* free)
    {
        if (identity is null)
        {
            return;
        }

        block->HasIdentity = 1;
        block->UserId = identity.UserId;
        block->GroupId = identity.GroupId;
        block->GroupCount = identity.SupplementaryGroups.Count;
        block->Groups = (uint*)free;
        for (int i = 0; i < block->GroupCount; i++)
        {
            block->Groups[i] = identity.SupplementaryGroups[i];
        }

        free += block->GroupCount * sizeof(uint);
        block->CapsetNumber = Libc.SYS_capset;
        block->SetgroupsNumber = Libc.SYS_setgroups;
        block->SetresuidNumber = Libc.SYS_setresuid;
        block->SetresgidNumber = Libc.SYS_setresgid;
    }

    private static void FillDescriptors(ChildBlock* block, SpawnRequest request)
    {
        block->DescriptorCount = request.Descriptors.Count;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Descriptors.Count, ChildBlock.MaxDescriptors);
        for (int i = 0; i < request.Descriptors.Count; i++)
        {
            // dup2 onto itself would leave close-on-exec set, and onto another's source would lose that one.
            foreach (SpawnDescriptor other in request.Descriptors)
            {
                if (other.Target == request.Descriptors[i].Source)
                {
                    throw new ArgumentException("a source descriptor is also a target", nameof(request));
                }
            }

            block->DescriptorTargets[i] = request.Descriptors[i].Target;
            block->DescriptorSources[i] = request.Descriptors[i].Source;
        }
    }

    private static byte* Put(string? text, ref byte* free)
    {
        if (text is null)
        {
            return null;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        byte* at = free;
        _ = Encoding.UTF8.GetBytes(text, new Span<byte>(at, length));
        at[length] = 0;
        free += length + 1;
        return at;
    }

    private static byte* Put(ReadOnlySpan<byte> bytes, ref byte* free)
    {
        byte* at = free;
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        at[bytes.Length] = 0;
        free += bytes.Length + 1;
        return at;
    }
}
