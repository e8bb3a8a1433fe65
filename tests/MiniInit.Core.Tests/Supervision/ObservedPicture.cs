using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Supervision;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What somebody has before him who watches: all there was at the beginning, and what he was told of since.</summary>
internal sealed class ObservedPicture
{
    private readonly Supervisor _supervisor;
    private readonly Dictionary<(string Job, string Instance), InstanceStatus> _rows;
    private readonly HashSet<(string Job, string Instance)> _told = [];
    private int _handled;

    public ObservedPicture(Supervisor supervisor)
    {
        _supervisor = supervisor;
        _rows = Truth();
        _supervisor.IsObserved = true;
    }

    public void Take(IReadOnlyList<SupervisorEffect> effects)
    {
        _told.Clear();
        foreach (SupervisorEffect effect in effects)
        {
            switch (effect)
            {
                case SupervisorEffect.Changed changed:
                    Require(_told.Add((changed.Job, changed.Instance)), $"{changed} comes twice");
                    if (_supervisor.StatusOf(changed.Job, changed.Instance) is InstanceStatus status)
                    {
                        _rows[(changed.Job, changed.Instance)] = status;
                    }
                    else
                    {
                        _rows.Remove((changed.Job, changed.Instance));
                    }

                    break;
                case SupervisorEffect.Say { Message: string message } when message.StartsWith("Handling ", StringComparison.Ordinal):
                    _handled++;
                    break;
                case SupervisorEffect.Emitted emitted:
                    Require(_handled-- == 1, $"{emitted} is not handled now");
                    break;
                default:
                    break;
            }
        }

        Require(_handled == 0, "an event is not told of");
        Compare(Truth());
    }

    private void Compare(Dictionary<(string Job, string Instance), InstanceStatus> truth)
    {
        foreach (((string Job, string Instance) key, InstanceStatus status) in truth)
        {
            Require(_rows.TryGetValue(key, out InstanceStatus? row), $"{status} is not in the picture");
            Require(row == status, $"the picture has {row}, and it is {status}");
        }

        Require(_rows.Count == truth.Count, "the picture has what is no more");
        Require(
            _supervisor.Status().All(status => truth.ContainsKey((status.Job, status.Instance))), "a job is not listed");
    }

    private Dictionary<(string Job, string Instance), InstanceStatus> Truth() => _supervisor.JobNames()
        .SelectMany(_supervisor.StatusOf)
        .ToDictionary(status => (status.Job, status.Instance));
}
