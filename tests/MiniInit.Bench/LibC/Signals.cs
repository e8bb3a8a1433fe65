using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

internal static unsafe partial class LibC
{
    internal const int SIGHUP = 1;
    internal const int SIGINT = 2;
    internal const int SIGQUIT = 3;
    internal const int SIGKILL = 9;
    internal const int SIGUSR1 = 10;
    internal const int SIGTERM = 15;
    internal const int SIGCHLD = 17;
    internal const int SIGCONT = 18;
    internal const int SIGSTOP = 19;
    internal const int SIGTSTP = 20;
    internal const int SIGTTIN = 21;
    internal const int SIGTTOU = 22;
    internal const int SIGWINCH = 28;
    internal const int SIG_BLOCK = 0;
    internal const int SIG_SETMASK = 2;
    internal const int SFD_CLOEXEC = 0x80000;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigprocmask(int how, SignalSet* set, SignalSet* old);

    // The second argument may be a siginfo_t, of which we want nothing.
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigwaitinfo(SignalSet* set, void* information);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int signalfd(int descriptor, SignalSet* set, int flags);

    /// <summary>glibc's <c>sigset_t</c>: 1024 bits, of which the kernel has 64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SignalSet
    {
        private fixed ulong _bits[16];

        internal static SignalSet Of(params ReadOnlySpan<int> signals)
        {
            SignalSet set = default;
            foreach (int signal in signals)
            {
                set._bits[0] |= 1UL << (signal - 1);
            }

            return set;
        }

        internal static SignalSet All()
        {
            SignalSet set = default;
            set._bits[0] = ulong.MaxValue;
            return set;
        }

        internal readonly bool Includes(SignalSet other) => (other._bits[0] & ~_bits[0]) == 0;
    }
}
