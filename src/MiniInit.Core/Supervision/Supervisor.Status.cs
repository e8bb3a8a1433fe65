using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Core.Supervision;

/// <content>What is told to those who ask.</content>
public sealed partial class Supervisor
{
    /// <summary>Whether a shutdown is under way.</summary>
    public bool IsShuttingDown { get; private set; }

    /// <summary>Gives all instances, sorted by job and name.</summary>
    public IEnumerable<InstanceStatus> Status() => AllInstances().Select(StatusOf);

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
        instance.LastResult);
}
