namespace MiniInit.Core.Values;

/// <summary>How the kernel chooses who runs, sched(7).</summary>
public enum SchedulingPolicy
{
    /// <summary>The usual one.</summary>
    Other,

    /// <summary>For what computes and nobody waits for.</summary>
    Batch,

    /// <summary>Runs when nothing else does.</summary>
    Idle,

    /// <summary>Real-time, until it waits or yields.</summary>
    Fifo,

    /// <summary>Real-time, in turns.</summary>
    RoundRobin,
}
