using System.Runtime.InteropServices;
using MiniInit.Linux;

namespace MiniInit.Boot;

/// <summary>
/// The three signals that the runtime handles and that therefore cannot be blocked: those that other processes sent
/// are counted by early.c.
/// </summary>
internal static partial class SentSignals
{
    private static readonly int[] s_numbers = [11, 8, 34];

    /// <summary>Signals that come this way and not by signalfd.</summary>
    public static SignalSet All => SignalMask.NeededByRuntime;

    /// <summary>Puts the counting handlers before the runtime's. Call it once, on the main thread, before anything else.</summary>
    /// <exception cref="SyscallException">The call is filtered.</exception>
    public static void Chain()
    {
        if (miniinit_chain_handlers() < 0)
        {
            throw SyscallException.FromLast("sigaction");
        }
    }

    /// <summary>From now on each of them also counts up <paramref name="wake"/>.</summary>
    public static void WakeBy(EventFd wake) => miniinit_wake_by(wake.Fd.Number);

    /// <summary>Takes one that was sent; 0 when there is none left.</summary>
    /// <param name="index">0 to 2; start with 0.</param>
    /// <param name="count">How often it was sent.</param>
    public static int Take(int index, out uint count)
    {
        count = miniinit_take_sent(index);
        return s_numbers[index];
    }

    /// <summary>How many different ones there are.</summary>
    public static int Count => s_numbers.Length;

    [LibraryImport("miniinit_early", SetLastError = true)]
    private static partial int miniinit_chain_handlers();

    [LibraryImport("miniinit_early"), SuppressGCTransition]
    private static partial void miniinit_wake_by(int descriptor);

    [LibraryImport("miniinit_early"), SuppressGCTransition]
    private static partial uint miniinit_take_sent(int index);
}
