using System.Collections.Generic;

namespace MiniInit.Core.Supervision;

/// <summary>Looks for a circle of waits from some instances on, in time that follows the number of waits.</summary>
/// <remarks>What is on the path is a list and not the stack: it may be as long as there are jobs.</remarks>
internal sealed class WaitPath
{
    private readonly List<(List<Wait> Waits, int Next)> _path = [];
    private readonly HashSet<JobInstance> _onPath = [];
    private readonly HashSet<JobInstance> _left = [];

    /// <summary>Gives the waits of a circle, each leading to the next; null if there is none.</summary>
    public List<Wait>? Find(JobInstance start)
    {
        if (!_left.Contains(start))
        {
            Enter(start);
        }

        while (_path.Count > 0)
        {
            (List<Wait> waits, int next) = _path[^1];
            if (next == waits.Count)
            {
                _path.RemoveAt(_path.Count - 1);
                JobInstance done = _path.Count == 0 ? start : CurrentOf(_path[^1]).To;
                _onPath.Remove(done);
                _left.Add(done);
                continue;
            }

            _path[^1] = (waits, next + 1);
            JobInstance other = waits[next].To;
            if (_onPath.Contains(other))
            {
                return CircleTo(other);
            }

            if (!_left.Contains(other))
            {
                Enter(other);
            }
        }

        return null;
    }

    private static Wait CurrentOf((List<Wait> Waits, int Next) step) => step.Waits[step.Next - 1];

    private void Enter(JobInstance instance)
    {
        List<Wait> waits = [];
        Supervisor.AddWaits(instance, waits);
        _path.Add((waits, 0));
        _onPath.Add(instance);
    }

    private List<Wait> CircleTo(JobInstance closing)
    {
        List<Wait> circle = [];
        foreach ((List<Wait> Waits, int Next) step in _path)
        {
            Wait wait = CurrentOf(step);
            if (circle.Count > 0 || wait.From == closing)
            {
                circle.Add(wait);
            }
        }

        return circle;
    }
}
