using MiniInit.Ctl.Invocations;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Jobs;

/// <summary>The job whose process we are: what a command without a job's name is for.</summary>
internal static class OwnJob
{
    /// <summary>Whether no job is named and there is none of our own; then that is said.</summary>
    /// <returns>The exit code; null if there is a job.</returns>
    public static int? Missing(Invocation invocation, JobRequest request)
    {
        if (request.Words.Jobs.Count > 0 || (invocation.OwnJob is not null && request.Instance is null))
        {
            return null;
        }

        return Misuse.Complain(
            invocation,
            invocation.IsCompatible ? "missing job name" : "a job is missing; \"miniinitctl list\" shows them all");
    }

    /// <summary>Gives our own job.</summary>
    public static Target Target(Invocation invocation) => new(invocation.OwnJob!.Job, invocation.OwnJob.Instance, []);
}
