namespace MiniInit.Linux;

/// <summary>A set of signals 1–64 as the kernel's 64-bit mask, signal(7).</summary>
/// <param name="Bits">Bit n - 1 stands for signal n, as in the <c>Sig…</c> lines of /proc/PID/status.</param>
public readonly record struct SignalSet(ulong Bits)
{
    /// <summary>The lowest and the highest signal number of Linux.</summary>
    public const int First = 1, Last = 64;

    /// <summary>All 64.</summary>
    public static SignalSet All => new(ulong.MaxValue);

    /// <summary>None.</summary>
    public static SignalSet Empty => default;

    /// <summary>True when <paramref name="signal"/> is in the set.</summary>
    /// <param name="signal">1–64.</param>
    public bool Contains(int signal) => (Bits & Bit(signal)) != 0;

    /// <summary>The set with <paramref name="signal"/>.</summary>
    /// <param name="signal">1–64.</param>
    public SignalSet With(int signal) => new(Bits | Bit(signal));

    /// <summary>The set without <paramref name="signal"/>.</summary>
    /// <param name="signal">1–64.</param>
    public SignalSet Without(int signal) => new(Bits & ~Bit(signal));

    private static ulong Bit(int signal) => signal is >= First and <= Last ? 1UL << (signal - 1) : 0;
}
