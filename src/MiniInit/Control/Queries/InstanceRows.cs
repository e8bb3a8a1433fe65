using System.Collections.Generic;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Configurations;

namespace MiniInit.Control.Queries;

/// <summary>Walks over all instances that a client means, a bounded number at a time; what changes meanwhile is told as it is then.</summary>
internal sealed class InstanceRows
{
    private readonly Supervisor _supervisor;
    private readonly RunningConfiguration _configuration;
    private readonly JobSelection _selection;
    private readonly IReadOnlyList<string> _names;
    private int _next;

    public InstanceRows(Supervisor supervisor, RunningConfiguration configuration, JobSelection selection)
    {
        (_supervisor, _configuration, _selection) = (supervisor, configuration, selection);
        _names = configuration.AllNames(supervisor.JobNames());
    }

    /// <summary>Whether there may be more.</summary>
    public bool HasMore => _next < _names.Count;

    /// <summary>Gives the next ones. All instances of one job come together.</summary>
    /// <param name="most">After how many to stop.</param>
    public List<InstanceInfo> Take(int most)
    {
        List<InstanceInfo> rows = [];
        for (; _next < _names.Count && rows.Count < most; _next++)
        {
            string name = _names[_next];
            if (!_selection.Has(name))
            {
                continue;
            }

            if (_supervisor.Has(name))
            {
                foreach (InstanceStatus status in _supervisor.StatusOf(name))
                {
                    rows.Add(InstanceInfos.Of(status));
                }
            }
            else if (_configuration.DiagnosticsOf(name) is not null)
            {
                rows.Add(InstanceInfos.Invalid(name));
            }
        }

        return rows;
    }
}
