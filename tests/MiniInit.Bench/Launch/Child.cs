using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>A process we started and have not reaped; disposing it kills and reaps it.</summary>
internal sealed unsafe class Child : IDisposable
{
    private const int StackSize = 64 * 1024;

    // Used by one child at a time: the parent sleeps until that child has left it.
    private static readonly void* s_stack = NativeMemory.AlignedAlloc(StackSize, 4096);

    private readonly int _descriptor;
    private bool _reaped;

    private Child(int pid, int descriptor, long startTime, long execTime)
    {
        Pid = pid;
        _descriptor = descriptor;
        StartTime = startTime;
        ExecTime = execTime;
    }

    internal int Pid { get; }

    /// <summary>The instant just before clone.</summary>
    internal long StartTime { get; }

    /// <summary>The instant just before execve, taken by the child.</summary>
    internal long ExecTime { get; }

    /// <summary>Starts a program and returns once it has left us by execve.</summary>
    internal static Child Start(ChildStart start)
    {
        using var text = new NativeText();
        var block = new ChildBlock
        {
            Path = text.String(start.Command[0]),
            Arguments = text.Vector(start.Command),
            Environment = text.Vector(start.Environment()),
            Input = start.Input,
            Output = start.Output,
            Error = start.Error,
            Extra = start.Extra,
            ExtraTarget = start.ExtraTarget,
            NewGroup = start.NewGroup,
            NewSession = start.NewSession,
            NewNamespace = start.NewNamespace,
            Slash = text.String("/"),
            ProcPath = text.String("/proc"),
            ProcType = text.String("proc"),
        };
        int namespaces = start.NewNamespace ? LibC.CLONE_NEWPID | LibC.CLONE_NEWNS : 0;
        int flags = LibC.CLONE_VM | LibC.CLONE_VFORK | LibC.CLONE_PIDFD | LibC.SIGCHLD | namespaces;

        // No signal may run a handler of ours in the child while it uses our memory.
        var all = LibC.SignalSet.All();
        LibC.SignalSet before;
        int descriptor;
        _ = LibC.sigprocmask(LibC.SIG_SETMASK, &all, &before);
        long startTime = Clock.Now();
        int pid = LibC.clone(&ChildEntry.Run, (byte*)s_stack + StackSize, flags, &block, &descriptor);
        int errno = Marshal.GetLastPInvokeError();
        _ = LibC.sigprocmask(LibC.SIG_SETMASK, &before, null);
        if (pid < 0)
        {
            throw BenchException.FromErrno($"start \"{start.Command[0]}\"", errno);
        }

        var child = new Child(pid, descriptor, startTime, block.ExecTime);
        if (block.Failure != 0)
        {
            child.Dispose();
            throw BenchException.FromErrno($"start \"{start.Command[0]}\"", block.Failure);
        }

        return child;
    }

    public void Dispose()
    {
        if (!_reaped)
        {
            Signal(LibC.SIGKILL);
            _ = Reap();
        }

        _ = LibC.close(_descriptor);
    }

    /// <summary>Sends a signal; the pid is ours until we reap it.</summary>
    internal void Signal(int signal)
    {
        if (!_reaped)
        {
            _ = LibC.kill(Pid, signal);
        }
    }

    /// <summary>Waits for the end; null when it did not come within the time.</summary>
    internal ExitStatus? WaitForExit(long timeout)
    {
        return Descriptor.WaitReadable(_descriptor, timeout) ? Reap() : null;
    }

    /// <summary>Waits until this ends (true) or the other descriptor is readable (false).</summary>
    internal bool EndsBefore(int other) => Descriptor.WaitFirst(_descriptor, other);

    /// <summary>As <see cref="WaitForExit"/>, for a program that must end.</summary>
    internal ExitStatus MustExit(string what)
    {
        return WaitForExit(Limits.Answer) ?? throw new BenchException($"cannot measure {what}: it did not end in time");
    }

    private ExitStatus Reap()
    {
        int status = 0;
        _ = LibC.wait4(Pid, &status, 0, null);
        _reaped = true;
        return new ExitStatus(status);
    }
}
