using System;

namespace MiniInit.ExecMode;

/// <summary>The limits and spans of exec mode that are not options.</summary>
internal static class ExecLimits
{
    /// <summary>
    /// Between two looks for descendants after KILL, because those of processes that forked meanwhile are new. Short
    /// against the 10 s of docker stop, long against the 1 ms that a look at a few hundred processes takes.
    /// </summary>
    public static TimeSpan SweepInterval => TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long killed descendants may take to end. Longer only takes a process in uninterruptible sleep, for which
    /// nobody can do anything; the kernel still kills it with us when we are PID 1.
    /// </summary>
    public static TimeSpan UnkillableAfter => TimeSpan.FromSeconds(2);

    /// <summary>
    /// The longest wait, in milliseconds, where no descriptor can be had to wake us: how late a SEGV, FPE or real-time
    /// 34 from outside may be forwarded then.
    /// </summary>
    public const int WaitWithoutDescriptorsMs = 500;

    /// <summary>
    /// Signals, and ended children, that are taken in one turn of the loop: then what they ask for is done, however
    /// many more are waiting. Bounds both the memory of a turn and the delay of a TERM in a flood.
    /// </summary>
    public const int SignalsPerTurn = 16, ReapedPerTurn = 256;

    /// <summary>A line of a message, in bytes; the rest is cut. What a pipe takes whole (PIPE_BUF).</summary>
    public const int MessageLength = 4096;
}
