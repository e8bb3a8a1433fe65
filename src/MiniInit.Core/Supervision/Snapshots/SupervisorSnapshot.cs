using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>All that a supervisor is between two inputs, apart from itself.</summary>
/// <param name="state">What becomes <see cref="State"/>.</param>
/// <param name="definitions">What becomes <see cref="Definitions"/>.</param>
/// <param name="init">What becomes <see cref="Init"/>.</param>
/// <remarks>How definitions are written is the business of those who read them: they have a form already.</remarks>
public sealed class SupervisorSnapshot(
    ReadOnlyMemory<byte> state, IReadOnlyList<JobDefinition> definitions, InitDefinition init)
{
    /// <summary>Everything but definitions, in the form that <see cref="SnapshotVersion"/> is about.</summary>
    public ReadOnlyMemory<byte> State => state;

    /// <summary>
    /// The definitions of jobs, which the state has by their places here. There may be several of one job: instances run by
    /// the one that they were started by. Nor need there be a file that has them.
    /// </summary>
    public IReadOnlyList<JobDefinition> Definitions => definitions;

    /// <summary>What is set for init.</summary>
    public InitDefinition Init => init;
}
