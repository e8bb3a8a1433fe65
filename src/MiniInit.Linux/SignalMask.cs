using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The calling thread's set of blocked signals, rt_sigprocmask(2).</summary>
public static unsafe class SignalMask
{
    /// <summary>
    /// What init must never block. The runtime answers faults of managed code through SIGSEGV and SIGFPE, and stops
    /// threads for a collection with real-time signal 34.
    /// </summary>
    public static SignalSet NeededByRuntime => SignalSet.Empty.With(Libc.SIGSEGV).With(Libc.SIGFPE).With(34);

    /// <summary>Sets the mask and returns the one before.</summary>
    /// <param name="mask">What to block. The kernel leaves out KILL and STOP by itself.</param>
    /// <exception cref="SyscallException">The call is filtered.</exception>
    public static SignalSet Exchange(SignalSet mask)
    {
        ulong bits = mask.Bits;
        ulong before;
        if (Libc.syscall(Libc.SYS_rt_sigprocmask, Libc.SIG_SETMASK, (nint)(&bits), (nint)(&before), (nint)Libc.SizeOfSigset, 0) < 0)
        {
            throw SyscallException.FromLast("rt_sigprocmask");
        }

        return new SignalSet(before);
    }
}
