using System;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Leads out of the middle of a snapshot that cannot be read.</summary>
#pragma warning disable CA1064 // Exceptions should be public: nobody outside ever sees it
internal sealed class SnapshotException(SnapshotProblem problem) : Exception
#pragma warning restore CA1064
{
    public SnapshotProblem Problem => problem;
}
