using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>All that a supervisor is between two inputs, apart from itself.</summary>
/// <param name="State">Everything but definitions, in the form that <see cref="SnapshotVersion"/> is about.</param>
/// <param name="Definitions">
/// The definitions of jobs, which the state has by their places here. There may be several of one job: instances run by the
/// one that they were started by. Nor need there be a file that has them.
/// </param>
/// <param name="Init">What is set for init.</param>
/// <remarks>How definitions are written is the business of those who read them: they have a form already.</remarks>
public sealed record SupervisorSnapshot(
    ReadOnlyMemory<byte> State, IReadOnlyList<JobDefinition> Definitions, InitDefinition Init)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SupervisorSnapshot);
}
