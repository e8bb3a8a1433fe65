using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>How the kernel chooses who runs, sched(7).</summary>
public enum SpawnPolicy
{
    /// <summary>The usual one.</summary>
    Other = Libc.SCHED_OTHER,

    /// <summary>Real-time, until it waits or yields.</summary>
    Fifo = Libc.SCHED_FIFO,

    /// <summary>Real-time, in turns.</summary>
    RoundRobin = Libc.SCHED_RR,

    /// <summary>For what computes and nobody waits for.</summary>
    Batch = Libc.SCHED_BATCH,

    /// <summary>Runs when nothing else does.</summary>
    Idle = Libc.SCHED_IDLE,
}

/// <summary>A scheduling policy with its level. Processes that the program starts get it as well.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Level">1 to 99 for the real-time policies, higher is sooner; else 0.</param>
public readonly record struct SpawnScheduling(SpawnPolicy Policy, int Level);
