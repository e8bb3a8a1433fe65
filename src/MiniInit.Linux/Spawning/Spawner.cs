using System;
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
//   - What the kernel copies for the child it copies for nothing: nearly all of it is gone at the exec. The collected heap,
//     which is most of it, can be kept back (CollectedHeap): so the child may not read a managed object, pinned or not.
//   - posix_spawn knows neither ids nor sessions nor limits, and a helper program costs an exec more for each start.
//   - A signal that comes between clone and exec must neither run a handler of ours in the child nor be lost: the child
//     is born with everything blocked, and its last step but one sets the dispositions, its last the mask.
//   - A parent-death signal follows the parent *thread*: start only from the main thread, which never ends first.
//
// The scheme
//
//   1. The orders are written into a ChildBlock in a shared mapping, strings beside it in private memory.
//   2. Block all signals; clone(entry, stack, SIGCHLD); restore. The stack is a piece of our own: copy on write. Into a
//      control group: clone3, which can do no worse than not to work, on the stack as it is.
//   3. setpgid in the parent as well as in the child, so that a signal sent to the group right after the start finds it
//      no matter who runs first. EACCES (it has exec'ed already) and ESRCH (it is gone) are fine.
//   4. The child follows its orders. If a step fails it writes the step and errno into the block and exits 127. If the
//      exec works, a close-on-exec pipe ends. The parent sees the end of the pipe, or reaps the child, and looks.

/// <summary>Starts processes. Works only in a natively compiled program: see the top of this file.</summary>
public static unsafe class Spawner
{
    /// <summary>Makes the child and returns without waiting for it to become the program.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="failure">When there is no child: why.</param>
    /// <returns>The child, or null.</returns>
    /// <exception cref="ArgumentException">
    /// More descriptors, limits or processors than SpawnRequest has room for, or two for one target.
    /// </exception>
    public static SpawnedChild? TryStart(SpawnRequest request, out SpawnFailure failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        nuint size = ChildOrders.SizeOf(request);
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
            ChildOrders.Write(block, request);
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

        OwnedFd? gateRead = null;
        OwnedFd? gateWrite = null;
        if (request.WithGate && !TryMakeGate(out gateRead, out gateWrite))
        {
            failure = new SpawnFailure(SpawnStage.Clone, Errors.Last);
            pipeRead?.Dispose();
            pipeWrite?.Dispose();
            return null;
        }

        block->ExecPipe = pipeWrite?.Number ?? -1;
        block->GateRead = gateRead?.Number ?? -1;
        block->GateWrite = gateWrite?.Number ?? -1;
        int pidFd = -1;
        int pid = Clone(block, request, &pidFd, out Errno errno, out Errno groupErrno);
        pipeWrite?.Dispose();
        gateRead?.Dispose();
        if (pid < 0)
        {
            pipeRead?.Dispose();
            gateWrite?.Dispose();
            failure = new SpawnFailure(SpawnStage.Clone, errno);
            return null;
        }

        if (request.Grouping == ProcessGrouping.NewGroup)
        {
            _ = Libc.setpgid(pid, pid);
        }

        failure = default;
        return new SpawnedChild(pid, PidFd.Adopt(pidFd, pid), pipeRead, gateWrite, block, size) { ControlGroupErrno = groupErrno };
    }

    /// <summary>In the control group if that can be, else without: what else is amiss shows at the second try.</summary>
    private static int Clone(ChildBlock* block, SpawnRequest request, int* pidFd, out Errno errno, out Errno groupErrno)
    {
        int flags = request.WithPidFd ? Libc.CLONE_PIDFD : 0;
        int* to = request.WithPidFd ? pidFd : null;
        errno = groupErrno = Errno.None;
        if (request.ControlGroup >= 0)
        {
            int pid = ChildClone.StartIn(request.ControlGroup, &ChildProcess.Run, block, flags, to);
            if (pid > 0)
            {
                return pid;
            }

            groupErrno = (Errno)(-pid);
        }

        int started = ChildClone.Start(&ChildProcess.Run, block, flags, to);
        errno = started < 0 ? Errors.Last : Errno.None;
        return started;
    }

    /// <summary>Both ends block: the child waits at one, and one byte always fits into the other.</summary>
    private static bool TryMakeGate(out OwnedFd? read, out OwnedFd? write)
    {
        int* ends = stackalloc int[2];
        bool made = Libc.pipe2(ends, Libc.O_CLOEXEC) == 0;
        read = made ? new OwnedFd(ends[0]) : null;
        write = made ? new OwnedFd(ends[1]) : null;
        return made;
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
}
