using System;

namespace MiniInit.Linux;

/// <summary>A set of capabilities 0–63 as the kernel's mask, capabilities(7).</summary>
/// <param name="Bits">Bit n stands for capability n, as in the <c>Cap…</c> lines of /proc/PID/status.</param>
public readonly record struct CapabilitySet(ulong Bits)
{
    /// <summary>The highest number that the system calls have room for. Kernels know fewer: up to 40 so far.</summary>
    public const int Last = 63;

    /// <summary>All that there can be.</summary>
    public static CapabilitySet All => new(ulong.MaxValue);

    /// <summary>None.</summary>
    public static CapabilitySet Empty => default;

    /// <summary>True when <paramref name="capability"/> is in the set.</summary>
    /// <param name="capability">0–63.</param>
    public bool Contains(int capability) => (Bits & Bit(capability)) != 0;

    /// <summary>The set with <paramref name="capability"/>.</summary>
    /// <param name="capability">0–63.</param>
    /// <exception cref="ArgumentOutOfRangeException">There can be no such capability.</exception>
    public CapabilitySet With(int capability)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)capability, (uint)Last, nameof(capability));
        return new CapabilitySet(Bits | Bit(capability));
    }

    /// <summary>What is in this set, in the other, or in both.</summary>
    /// <param name="other">Another set.</param>
    public CapabilitySet Union(CapabilitySet other) => new(Bits | other.Bits);

    private static ulong Bit(int capability) => capability is >= 0 and <= Last ? 1UL << capability : 0;
}
