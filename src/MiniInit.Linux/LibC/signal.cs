using System.Runtime.InteropServices;

namespace MiniInit.Linux.LibC;

/// <summary>
/// <c>signal.h</c>. Sets are the kernel's 64 bits, bit n - 1 for signal n: glibc's sigset_t functions leave out 32
/// and 33, which it keeps for itself.
/// </summary>
internal static unsafe partial class Libc
{
    internal const int SIGHUP = 1;
    internal const int SIGINT = 2;
    internal const int SIGQUIT = 3;
    internal const int SIGFPE = 8;
    internal const int SIGKILL = 9;
    internal const int SIGSEGV = 11;
    internal const int SIGPIPE = 13;
    internal const int SIGTERM = 15;
    internal const int SIGCHLD = 17;
    internal const int SIGCONT = 18;
    internal const int SIGSTOP = 19;
    internal const int SIGTSTP = 20;
    internal const int SIGTTIN = 21;
    internal const int SIGTTOU = 22;

    internal const int SIG_BLOCK = 0;
    internal const int SIG_UNBLOCK = 1;
    internal const int SIG_SETMASK = 2;
    internal const nint SIG_DFL = 0;
    internal const nint SIG_IGN = 1;

    /// <summary>Size of the kernel's sigset_t in bytes, which the rt_sig calls want to be told.</summary>
    internal const nuint SizeOfSigset = 8;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int sig);

    /// <summary>The kernel's struct sigaction of rt_sigaction(2), not glibc's.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct kernel_sigaction
    {
        internal nint handler;
        internal ulong flags;
        internal nint restorer;
        internal ulong mask;
    }
}
