namespace MiniInit.Core.Notifications;

/// <summary>What a job says to its watchdog.</summary>
public enum WatchdogNote
{
    /// <summary><c>WATCHDOG=1</c>: it lives, and the time begins anew.</summary>
    Alive,

    /// <summary><c>WATCHDOG=trigger</c>: to be treated as if the time were over.</summary>
    Trigger,
}
