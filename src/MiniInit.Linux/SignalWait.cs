using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Takes blocked signals without a descriptor, rt_sigtimedwait(2): for when there is none to be had.</summary>
public static unsafe class SignalWait
{
    // siginfo_t: signo 4, errno 4, code 4, padding 4, then the sender's pid for signals that were sent.
    private const int InfoSize = 128, CodeIndex = 2, PidIndex = 4;

    /// <summary>Waits for one of <paramref name="signals"/> and takes it.</summary>
    /// <param name="signals">Blocked ones.</param>
    /// <param name="timeoutMs">Milliseconds to wait at most, 0 or more.</param>
    /// <param name="info">The signal.</param>
    /// <returns>False when the time is over or a handler ran.</returns>
    public static bool TryTake(SignalSet signals, int timeoutMs, out SignalInfo info)
    {
        ulong bits = signals.Bits;
        int* native = stackalloc int[InfoSize / sizeof(int)];
        var timeout = new Libc.timespec { tv_sec = timeoutMs / 1000, tv_nsec = timeoutMs % 1000 * 1_000_000L };
        nint signal = Libc.syscall(
            Libc.SYS_rt_sigtimedwait, (nint)(&bits), (nint)native, (nint)(&timeout), (nint)Libc.SizeOfSigset, 0);
        info = signal > 0 ? new SignalInfo((int)signal, native[CodeIndex], native[PidIndex]) : default;
        return signal > 0;
    }

    /// <summary>The blocked signals that wait for us.</summary>
    public static SignalSet Pending
    {
        get
        {
            ulong bits = 0;
            _ = Libc.syscall(Libc.SYS_rt_sigpending, (nint)(&bits), (nint)Libc.SizeOfSigset, 0, 0, 0);
            return new SignalSet(bits);
        }
    }
}
