using System;

namespace MiniInit.Linux.Lineage;

/// <summary>The marks that an init may give: values of a limit that processes inherit and can only lower.</summary>
/// <remarks>
/// <para>
/// <c>RLIMIT_RTTIME</c> concerns real-time processes alone and counts microseconds, so values of 36,000 years and more
/// limit nobody. Soft and hard, such a value survives fork, exec, setsid, setuid and a cleared environment, and may be set
/// and read without any privilege.
/// </para>
/// <para>
/// Since the hard limit can only be lowered, what runs below a mark must find its own marks below it: each mark stands for
/// the block of values that ends with it. An init that runs under no mark has the values from 2^60 to 2^63, in blocks of
/// 2^40; one that runs in such a block has blocks of 2^20 of it; one in such a block, single values. One below that has none.
/// </para>
/// </remarks>
public sealed class MarkSpace
{
    private const int Lowest = 60, Highest = 63, OuterBits = 40, InnerBits = 20;
    private readonly ulong _top;
    private readonly int _blockBits;

    private MarkSpace(ulong top, int blockBits, long count) => (_top, _blockBits, Count) = (top, blockBits, count);

    /// <summary>How many marks there are; they are numbered from 0.</summary>
    public long Count { get; }

    /// <summary>Gives the space of an init, by the hard limit that it has itself.</summary>
    /// <param name="hardLimit">In microseconds; <see cref="ulong.MaxValue"/> for none.</param>
    /// <returns>The space, or null where there is none: somebody lowered the limit, or inits are nested four deep.</returns>
    public static MarkSpace? Below(ulong hardLimit)
    {
        if (hardLimit >= 1UL << Highest)
        {
            return new MarkSpace((1UL << Highest) - 1, OuterBits, (long)(((1UL << Highest) - (1UL << Lowest)) >> OuterBits));
        }

        // The first block of each is that of the mark itself, whose other processes it is to be told from.
        ulong end = hardLimit + 1;
        return end <= 1UL << Lowest ? null
            : IsMultiple(end, OuterBits) ? new MarkSpace(hardLimit - (1UL << InnerBits), InnerBits, (1L << (OuterBits - InnerBits)) - 1)
            : IsMultiple(end, InnerBits) ? new MarkSpace(hardLimit - 1, 0, (1L << InnerBits) - 1)
            : null;
    }

    /// <summary>Gives a mark: the highest value of its block.</summary>
    /// <param name="number">Which, from 0 to <see cref="Count"/> − 1.</param>
    public ulong MarkOf(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        return _top - ((ulong)number << _blockBits);
    }

    /// <summary>Gives the number of the mark in whose block a value lies; −1 for other values.</summary>
    /// <param name="hardLimit">The hard limit of a process.</param>
    public long NumberOf(ulong hardLimit)
    {
        if (hardLimit > _top)
        {
            return -1;
        }

        ulong number = (_top - hardLimit) >> _blockBits;
        return number < (ulong)Count ? (long)number : -1;
    }

    private static bool IsMultiple(ulong value, int bits) => (value & ((1UL << bits) - 1)) == 0;
}
