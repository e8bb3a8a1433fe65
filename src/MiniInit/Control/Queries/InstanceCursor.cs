using System.Collections.Generic;
using MiniInit.Core.Supervision;

namespace MiniInit.Control.Queries;

/// <summary>
/// Walks over the instances of one job after the other, a few at a time: a job may have very many. Those that come and
/// go meanwhile are told or not.
/// </summary>
internal sealed class InstanceCursor(Supervisor supervisor)
{
    private string? _job, _last;

    /// <summary>Gives the next instances of a job.</summary>
    /// <param name="job">The job; another one begins with its first.</param>
    /// <param name="most">How many at most, at least one.</param>
    /// <param name="isAll">Whether there are no more.</param>
    public IReadOnlyList<InstanceStatus> Take(string job, int most, out bool isAll)
    {
        IReadOnlyList<InstanceStatus> some = supervisor.StatusAfter(job, job == _job ? _last : null, most);
        isAll = some.Count < most;
        (_job, _last) = isAll ? (null, null) : (job, some[^1].Instance);
        return some;
    }
}
