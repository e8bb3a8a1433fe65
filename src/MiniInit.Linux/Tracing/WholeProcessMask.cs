using System;
using System.Runtime.CompilerServices;

namespace MiniInit.Linux.Tracing;

/// <summary>
/// Blocks signals in all threads of this process: in the one that calls, and in the only other one, the runtime's for
/// finalizers, which was born with them unblocked and would take them in our place.
/// </summary>
/// <remarks>miniinit needs no such thing: there signals are blocked before the runtime starts.</remarks>
public static class WholeProcessMask
{
    /// <summary>Blocks <paramref name="signals"/> besides what is blocked already.</summary>
    /// <param name="signals">What to block.</param>
    /// <returns>What this thread had blocked before.</returns>
    public static SignalSet Block(SignalSet signals)
    {
        SignalSet before = Add(signals);
        Drop(signals);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return before;
    }

    private static SignalSet Add(SignalSet signals)
    {
        SignalSet before = SignalMask.Exchange(SignalSet.All);
        _ = SignalMask.Exchange(new SignalSet(before.Bits | signals.Bits));
        return before;
    }

    /// <summary>In a method of its own, so that no register of the caller keeps the object alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop(SignalSet signals) => _ = new Dropped(signals);

    /// <summary>Garbage whose end is worth something: the finalizer's thread runs a line of ours.</summary>
    private sealed class Dropped(SignalSet signals)
    {
        ~Dropped() => _ = Add(signals);
    }
}
