using System;
using System.Diagnostics;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>Why an instance is down: what came of its last start, or what sent it down.</summary>
internal static class RestReasons
{
    public static void Tell(JobInstance instance, Moment moment, Account account)
    {
        string ago = instance.LastResult is JobResult last ? moment.Ago(last.At) : "";
        if (instance.LastResult is not JobResult result)
        {
            account.Sentences.Add(
                instance.Since is TimeSpan ? $"has been down {moment.For(instance.Since)}" : "has not been started");
        }
        else if (result.Skipped is string unmet)
        {
            account.Sentences.Add($"was skipped {ago}: {unmet}");
        }
        else if (result.Failure is JobFailure failure)
        {
            TellFailure(instance, failure, ago, account);
        }
        else if (instance.IsDone)
        {
            account.Sentences.Add($"is a task, and was done {ago}");
        }
        else
        {
            account.Sentences.Add(Down(instance, ago));
            AddCause(instance, account);
        }
    }

    /// <summary>Says what sent an instance down.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="ago">When; empty where that is said otherwise.</param>
    public static string Down(JobInstance instance, string ago)
    {
        string when = ago.Length > 0 ? $" {ago}" : "";
        return instance.StopCause switch
        {
            StopCause.Asked => $"was stopped by request{when}",
            StopCause.Events { Names.Length: > 0 } events => $"was stopped{when} by its stop-on: {events.Names}",
            StopCause.Events => $"was stopped{when} by its stop-on: {instance.Definition.StopOn}",
            StopCause.With with => $"was stopped{when}, since {with.Title} went down",
            StopCause.Conflict conflict => $"was stopped{when}, since {conflict.Title} was started, which conflicts with it",
            StopCause.Unneeded => $"was stopped{when}, since nothing needed it any more",
            StopCause.Ended => $"ended{when}: {Supervisor.MainEndText(instance, instance.MainEnd)}",
            StopCause.NoFile => $"was not started again{when}, since its file is gone",
            StopCause.Shutdown => $"was stopped{when}, since init is shutting down",
            null => $"went down{when}",
            _ => throw new UnreachableException(instance.StopCause.GetType().Name),
        };
    }

    /// <summary>Adds the one that an instance went down with, as long as that is not up again.</summary>
    public static void AddCause(JobInstance instance, Account account)
    {
        if (instance.StopCause is not StopCause.With with)
        {
            return;
        }

        foreach (JobRelation relation in (ReadOnlySpan<JobRelation>)[JobRelation.Requires, JobRelation.PartOf])
        {
            foreach (JobInstance other in Supervisor.Neighbours(instance, relation))
            {
                if (other.Title == with.Title && !other.IsUp)
                {
                    account.Others.Add((relation == JobRelation.Requires ? "requires" : "is part of", other));
                    return;
                }
            }
        }
    }

    private static void TellFailure(JobInstance instance, JobFailure failure, string ago, Account account)
    {
        account.Sentences.Add(failure.Process == Supervisor.Respawning
            ? $"reached its respawn limit {ago}: {failure.Sentence}" : $"failed {ago}: {failure.Sentence}");
        if (failure.Process != Supervisor.Dependency)
        {
            if (instance.StopCause is not null)
            {
                account.Sentences.Add(Down(instance, ""));
            }

            return;
        }

        foreach (JobInstance needed in Supervisor.Neighbours(instance, JobRelation.Requires))
        {
            if (!needed.IsUp && !needed.IsDone)
            {
                account.Others.Add(("requires", needed));
            }
        }
    }
}
