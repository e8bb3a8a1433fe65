using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Graphs.Checks;

/// <summary>Tells which jobs the boot alone starts.</summary>
internal static class BootStart
{
    /// <summary>Whether a job starts at boot: without more ado, by its fixed instances, or by <c>startup</c>.</summary>
    public static bool Starts(JobDefinition job) =>
        job.StartsAtBoot
        || (!job.IsManual && (job.Instances.Count > 0 || (job.StartOn is not null && HoldsAtBoot(job.StartOn))));

    /// <remarks>Recursion is bounded by <see cref="EventLimits.MaximumOperands"/>.</remarks>
    private static bool HoldsAtBoot(EventExpression expression) => expression switch
    {
        EventExpression.And and => HoldsAtBoot(and.Left) && HoldsAtBoot(and.Right),
        EventExpression.Or or => HoldsAtBoot(or.Left) || HoldsAtBoot(or.Right),
        EventExpression.Match { Condition: { Name: KnownEvents.Startup, Values: [], Variables: [] } } => true,
        EventExpression.Match or EventExpression.Level => false,
        _ => throw new UnreachableException(),
    };
}
