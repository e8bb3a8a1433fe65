using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A job that begins to go down is not before those that come after it and are going down already.</summary>
internal sealed class StopOrderCheck(Supervisor supervisor, JobGraph graph)
{
    private Dictionary<string, InstanceStatus> _before = [];

    /// <summary>Whether the jobs are not those of the graph any more.</summary>
    public bool IsOff { get; set; }

    public void Run()
    {
        if (IsOff)
        {
            return;
        }

        Dictionary<string, InstanceStatus> now = supervisor.Status()
            .Where(status => status.Job != SimulatedJobs.Keyed && graph.IndexOf(status.Job) >= 0).ToDictionary(status => status.Job);
        foreach (InstanceStatus status in now.Values.Where(status => status.Goal == JobGoal.Stop && status.MainPid > 0
            && !supervisor.Find(status.Job, "")!.IsKilledOutright
            && status.State is JobState.PreStop or JobState.Stopping or JobState.Killed))
        {
            bool hasJustLeft = _before.TryGetValue(status.Job, out InstanceStatus? earlier) && earlier.State == JobState.Running;
            foreach (int later in hasJustLeft ? graph.Neighbours(graph.IndexOf(status.Job), JobRelation.ComesBefore) : [])
            {
                string name = graph.Jobs[later].Name;
                bool wasStopping = _before.TryGetValue(name, out InstanceStatus? other)
                    && other is { Goal: JobGoal.Stop, State: JobState.Running };
                Require(
                    !wasStopping || now[name] is not { Goal: JobGoal.Stop, State: JobState.Running, MainPid: > 0 },
                    $"{status} is stopped before {now[name]}");
            }
        }

        _before = now;
    }
}
