namespace MiniInit.Core.Values;

/// <summary>A class of I/O scheduling, ioprio_set(2).</summary>
public enum IoClass
{
    /// <summary>None of its own: the kernel derives it from nice.</summary>
    None = 0,

    /// <summary>First of all, in eight levels; needs a capability.</summary>
    RealTime = 1,

    /// <summary>The usual one, in eight levels.</summary>
    BestEffort = 2,

    /// <summary>When nobody else wants the disk.</summary>
    Idle = 3,
}
