using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>One signal as signalfd(2) tells it.</summary>
/// <param name="Number">1–64.</param>
/// <param name="Code">si_code: 0 or less when a process sent it, above when the kernel did.</param>
/// <param name="SenderPid">The sender in our PID namespace; 0 from outside of it or from the kernel.</param>
public readonly record struct SignalInfo(int Number, int Code, int SenderPid);

/// <summary>A descriptor from which this thread's and this process's blocked signals are read.</summary>
public sealed unsafe class SignalFd : IDisposable
{
    private const int BatchSize = 16;

    private SignalFd(OwnedFd fd) => Fd = fd;

    /// <summary>The descriptor, readable while a signal of the set is pending.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Opens one for <paramref name="signals"/>, which must be blocked.</summary>
    /// <param name="signals">What to read; KILL and STOP are left out by the kernel.</param>
    /// <exception cref="SyscallException">EMFILE, ENFILE, ENOMEM, ENODEV.</exception>
    public static SignalFd Open(SignalSet signals)
    {
        ulong bits = signals.Bits;
        nint fd = Libc.syscall(
            Libc.SYS_signalfd4, -1, (nint)(&bits), (nint)Libc.SizeOfSigset, Libc.SFD_CLOEXEC | Libc.SFD_NONBLOCK, 0);
        return fd >= 0 ? new SignalFd(new OwnedFd((int)fd)) : throw SyscallException.FromLast("signalfd4");
    }

    /// <summary>Reads what is pending, at most as many as fit.</summary>
    /// <param name="into">Where to put them; up to 16 are read at a time.</param>
    /// <returns>How many there were; 0 when none is pending.</returns>
    /// <exception cref="SyscallException">The descriptor is bad.</exception>
    public int Read(Span<SignalInfo> into)
    {
        Libc.signalfd_siginfo* batch = stackalloc Libc.signalfd_siginfo[BatchSize];
        int wanted = Math.Min(into.Length, BatchSize);
        nint length = Retried.Read(Fd.Number, batch, (nuint)(wanted * sizeof(Libc.signalfd_siginfo)));
        if (length < 0)
        {
            return Errors.Last == Errno.EAGAIN ? 0 : throw SyscallException.FromLast("read signalfd");
        }

        int count = (int)length / sizeof(Libc.signalfd_siginfo);
        for (int i = 0; i < count; i++)
        {
            into[i] = new SignalInfo((int)batch[i].ssi_signo, batch[i].ssi_code, (int)batch[i].ssi_pid);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => Fd.Dispose();
}
