using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>The numbers of what several others point to, while a snapshot is written.</summary>
internal sealed class SnapshotNumbers
{
    public Numbered<JobDefinition> Definitions { get; } = new();

    public Numbered<Event> Events { get; } = new();

    public Numbered<ValueList<EventVariable>> Variables { get; } = new();

    public Numbered<SupervisedJob> Jobs { get; } = new();

    public Numbered<JobInstance> Instances { get; } = new();

    public Numbered<RunningProcess> Processes { get; } = new();

    public Numbered<PendingEvent> Emissions { get; } = new();
}
