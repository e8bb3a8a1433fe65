using System;

namespace MiniInit.Core.Notifications;

/// <summary>What one message of sd_notify(3) says. Whether to believe its sender is for others to judge.</summary>
/// <remarks>
/// READY, RELOADING and STOPPING may come together: systemd lets STOPPING win, and takes RELOADING with READY for a
/// reload that is over already.
/// </remarks>
public sealed record NotifyMessage
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(NotifyMessage);

    /// <summary>Says nothing.</summary>
    public static NotifyMessage Empty { get; } = new();

    /// <summary><c>READY=1</c>: it has started, or has finished to reload.</summary>
    public bool IsReady { get; init; }

    /// <summary><c>RELOADING=1</c>: it began to reload.</summary>
    public bool IsReloading { get; init; }

    /// <summary><c>STOPPING=1</c>: it began to stop.</summary>
    public bool IsStopping { get; init; }

    /// <summary><c>BARRIER=1</c> and nothing else: its sender waits until the descriptor with it is closed.</summary>
    public bool IsBarrier { get; init; }

    /// <summary>
    /// <c>STATUS=</c>: a text for people, empty to take the last one back, null for none. At most
    /// <see cref="NotifyLimits.StatusBytes"/>; bytes that are not UTF-8 are U+FFFD. It may hold control characters.
    /// </summary>
    public string? Status { get; init; }

    /// <summary><c>MAINPID=</c>: the main process from now on, 1 or more, in the sender's PID namespace.</summary>
    public int? MainPid { get; init; }

    /// <summary><c>ERRNO=</c>: why it failed, an errno from 0 to 4095.</summary>
    public int? Errno { get; init; }

    /// <summary><c>EXIT_STATUS=</c>: the code with which a container or a machine ended, 0–255.</summary>
    public int? ExitStatus { get; init; }

    /// <summary><c>WATCHDOG=</c>.</summary>
    public WatchdogNote? Watchdog { get; init; }

    /// <summary><c>WATCHDOG_USEC=</c>: the watchdog's time from now on, zero for none.</summary>
    public TimeSpan? WatchdogInterval { get; init; }

    /// <summary><c>EXTEND_TIMEOUT_USEC=</c>: how long from now on it asks to be left alone.</summary>
    public TimeSpan? Extension { get; init; }

    /// <summary>
    /// <c>MONOTONIC_USEC=</c>: CLOCK_MONOTONIC when it began to reload, by which an answer to this reload is told
    /// from one to the last.
    /// </summary>
    public TimeSpan? MonotonicTime { get; init; }
}
