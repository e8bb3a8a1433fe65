using System;
using MiniInit.Linux;

namespace MiniInit.Output;

/// <summary>What is left to be written when init ends.</summary>
internal static class LastWords
{
    private const int EventsAtOnce = 8, LookAgainMs = 100;

    /// <summary>Writes it, for no longer than a reader that is slow deserves.</summary>
    /// <param name="outputs">All output.</param>
    /// <param name="epoll">What it waits on for room.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="clock">The time.</param>
    public static void Write(JobOutputs outputs, Epoll epoll, TimeSpan longest, Func<OutputTime> clock)
    {
        TimeSpan end = clock().Monotonic + longest;
        outputs.Finish(clock());
        Span<ReadyEvent> ready = stackalloc ReadyEvent[EventsAtOnce];
        while (outputs.HasPending && clock().Monotonic is TimeSpan now && now < end)
        {
            int left = (int)Math.Ceiling((end - now).TotalMilliseconds);
            _ = epoll.Wait(ready, Math.Min(left, LookAgainMs));
            outputs.EndTurn(clock());
        }
    }
}
