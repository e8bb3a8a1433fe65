using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Default and ignored signals of this process, rt_sigaction(2); handlers are not its business.</summary>
public static unsafe class SignalDisposition
{
    /// <summary>Sets <paramref name="signal"/> to its default action. glibc would refuse 32 and 33.</summary>
    /// <param name="signal">1–64, not KILL or STOP.</param>
    public static void SetDefault(int signal) => Set(signal, Libc.SIG_DFL);

    /// <summary>Ignores <paramref name="signal"/>. glibc would refuse 32 and 33.</summary>
    /// <param name="signal">1–64, not KILL or STOP.</param>
    public static void SetIgnored(int signal) => Set(signal, Libc.SIG_IGN);

    /// <summary>Gives the signals that this process ignores.</summary>
    public static SignalSet ReadIgnored()
    {
        SignalSet ignored = SignalSet.Empty;
        for (int signal = SignalSet.First; signal <= SignalSet.Last; signal++)
        {
            var action = default(Libc.kernel_sigaction);
            nint result = Libc.syscall(
                Libc.SYS_rt_sigaction, signal, 0, (nint)(&action), (nint)Libc.SizeOfSigset, 0);
            ignored = result == 0 && action.handler == Libc.SIG_IGN ? ignored.With(signal) : ignored;
        }

        return ignored;
    }

    private static void Set(int signal, nint handler)
    {
        var action = new Libc.kernel_sigaction { handler = handler };
        if (Libc.syscall(Libc.SYS_rt_sigaction, signal, (nint)(&action), 0, (nint)Libc.SizeOfSigset, 0) < 0)
        {
            throw SyscallException.FromLast("rt_sigaction");
        }
    }
}
