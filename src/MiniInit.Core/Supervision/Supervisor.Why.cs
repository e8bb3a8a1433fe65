using System;
using System.Collections.Generic;
using MiniInit.Core.Supervision.Reasons;

namespace MiniInit.Core.Supervision;

/// <content>Why an instance is where it is, in sentences.</content>
public sealed partial class Supervisor
{
    /// <summary>Says why an instance is not running, or why it is: the nearest cause first.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="instance">The instance's name; empty where there is one, and for a job that has none.</param>
    /// <param name="now">The time, which spans are told from; null: that of the last input.</param>
    /// <returns>
    /// Sentences that begin with a verb where they are about the instance, and with the name of another where they are
    /// about that: <c>was stopped by request 5m ago</c>. At most <see cref="SupervisorLimits.Reasons"/>; none where there
    /// is no such instance.
    /// </returns>
    public IReadOnlyList<string> Why(string job, string instance, TimeSpan? now = null)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Explanation explanation = new(new Moment(now is TimeSpan later && later > _now ? later : _now), IsShuttingDown);
        if (Find(job, instance) is JobInstance found)
        {
            return explanation.Of(found);
        }

        return instance.Length == 0 && _jobs.TryGetValue(job, out SupervisedJob? empty) && empty.Instances.Count == 0
            ? explanation.Of(empty) : [];
    }
}
