using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Control.Queries;

/// <summary>Walks over all instances that a client means, a bounded number at a time; what changes meanwhile is told as it is then.</summary>
internal sealed class InstanceRows(Supervisor supervisor, RunningConfiguration configuration, JobSelection selection)
{
    private readonly InstanceCursor _instances = new(supervisor);
    private IReadOnlyList<string>? _names;
    private int _next;

    /// <summary>Whether there may be more.</summary>
    public bool HasMore => _names is null || _next < _names.Count;

    /// <summary>Adds the next ones, perhaps none: whether names match is work, too, of which there is a bounded amount at a time.</summary>
    /// <param name="rows">Where to add them.</param>
    /// <param name="most">How many there may be then.</param>
    public void Take(List<InstanceInfo> rows, int most)
    {
        _names ??= configuration.AllNames(supervisor.JobNames());
        int end = System.Math.Min(_next + ControlLimits.NamesPerStep, _names.Count);
        while (_next < end && rows.Count < most)
        {
            if (!selection.Has(_names[_next]) || TakeJob(_names[_next], rows, most))
            {
                _next++;
            }
        }
    }

    private bool TakeJob(string job, List<InstanceInfo> rows, int most)
    {
        if (!supervisor.Has(job) && configuration.DiagnosticsOf(job) is not null)
        {
            rows.Add(InstanceInfos.Invalid(job));
            return true;
        }

        IReadOnlyList<InstanceStatus> some = _instances.Take(job, most - rows.Count, out bool isAll);
        foreach (InstanceStatus status in some)
        {
            rows.Add(InstanceInfos.Of(status));
        }

        return isAll;
    }
}
