using System.Collections.Generic;

namespace MiniInit.Core.Supervision;

/// <content>What is told to those who ask.</content>
public sealed partial class Supervisor
{
    /// <summary>Whether a shutdown is under way.</summary>
    public bool IsShuttingDown { get; private set; }

    /// <summary>All files that jobs wait for, sorted; may change with a new configuration, and when a job stops.</summary>
    public IReadOnlyCollection<string> AwaitedFiles => _index.Files;

    /// <summary>Gives all instances, sorted by job and name.</summary>
    public IEnumerable<InstanceStatus> Status() => new List<JobInstance>(AllInstances()).ConvertAll(StatusOf);

    private static InstanceStatus StatusOf(JobInstance instance) => new(
        instance.Job.Definition.Name,
        instance.Name,
        instance.Goal == JobGoal.Respawn ? JobGoal.Start : instance.Goal,
        instance.State,
        instance.Main?.Pid ?? 0,
        instance.Helper?.Role,
        instance.Helper?.Pid ?? 0,
        instance.IsReady,
        instance.Respawns.InARow,
        instance.LastResult)
    {
        StatusText = instance.Notes.Status,
        IsStopping = instance.Notes.IsStopping,
        IsReloading = instance.Notes.IsReloading,
        Errno = instance.Notes.Errno,
    };
}
