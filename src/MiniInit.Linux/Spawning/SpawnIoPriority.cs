namespace MiniInit.Linux.Spawning;

/// <summary>A class of I/O scheduling, ioprio_set(2).</summary>
public enum SpawnIoClass
{
    /// <summary>None of its own: the kernel derives it from nice.</summary>
    None = 0,

    /// <summary>First of all; needs CAP_SYS_ADMIN or CAP_SYS_NICE.</summary>
    RealTime = 1,

    /// <summary>The usual one.</summary>
    BestEffort = 2,

    /// <summary>When nobody else wants the disk.</summary>
    Idle = 3,
}

/// <summary>An I/O scheduling class with its level.</summary>
/// <param name="Class">The class.</param>
/// <param name="Level">0 to 7, lower is sooner; 0 for <see cref="SpawnIoClass.None"/>, and idle has no levels.</param>
public readonly record struct SpawnIoPriority(SpawnIoClass Class, int Level)
{
    /// <summary>The highest level. The kernel takes the bits above it for hints to the device.</summary>
    public const int LastLevel = 7;
}
