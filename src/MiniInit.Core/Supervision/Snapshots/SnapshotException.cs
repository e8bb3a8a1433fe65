using System;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Leads out of the middle of a snapshot that cannot be read.</summary>
public sealed class SnapshotException : Exception
{
    internal SnapshotException(SnapshotProblem problem) => Problem = problem;

    /// <summary>Why it cannot be.</summary>
    public SnapshotProblem Problem { get; }
}
