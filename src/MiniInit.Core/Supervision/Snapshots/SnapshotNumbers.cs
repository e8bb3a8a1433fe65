namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>The numbers of what several others point to, while a snapshot is written.</summary>
internal sealed class SnapshotNumbers
{
    public Numbered Definitions { get; } = new();

    public Numbered Events { get; } = new();

    public Numbered Variables { get; } = new();

    public Numbered Jobs { get; } = new();

    public Numbered Instances { get; } = new();

    public Numbered Processes { get; } = new();

    public Numbered Emissions { get; } = new();
}
