namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Where a job is that something in a snapshot points to.</summary>
internal enum JobPlace
{
    /// <summary>Among the jobs.</summary>
    Present = 0,

    /// <summary>It is no more, and still has its place in the graph.</summary>
    Dropped = 1,

    /// <summary>It is no more; only an instance that is no more either has it.</summary>
    Nowhere = 2,
}
