using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>What several others point to, by number, while a snapshot is read.</summary>
/// <param name="definitions">Those of the snapshot.</param>
internal sealed class SnapshotObjects(IReadOnlyList<JobDefinition> definitions)
{
    public IReadOnlyList<JobDefinition> Definitions => definitions;

    public List<Event> Events { get; } = [];

    public List<ValueList<EventVariable>> Variables { get; } = [];

    public List<SupervisedJob> Jobs { get; } = [];

    /// <summary>Those that are no more, and that others still have as neighbours.</summary>
    public List<SupervisedJob> Dropped { get; } = [];

    public List<JobInstance> Instances { get; } = [];

    /// <summary>Of how many of them the state has been read.</summary>
    public int States { get; set; }

    public List<RunningProcess> Processes { get; } = [];

    public List<PendingEvent> Emissions { get; } = [];
}
