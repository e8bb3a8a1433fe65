using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>Since when an instance is up, and who wanted that.</summary>
internal static class RunReasons
{
    public static void Tell(JobInstance instance, Moment moment, Account account)
    {
        string verb = instance.Definition.Command is null ? "has been up" : "has been running";
        account.Sentences.Add($"{verb} {moment.For(instance.Since)}");
        account.Sentences.Add(Wanted(instance));
        if (instance.Main is { Search: { IsOpen: true } search })
        {
            account.Sentences.Add(DaemonReasons.Sought(instance, search));
        }

        if (instance.Helper is not null)
        {
            account.Sentences.Add("is being reloaded: " + StartReasons.Helper(instance, moment));
        }

        if (instance.Respawns.InARow > 0)
        {
            string times = instance.Respawns.InARow == 1 ? "once" : $"{instance.Respawns.InARow} times in a row";
            account.Sentences.Add($"was respawned {times}");
        }

        if (!instance.IsActivated)
        {
            TellHolders(instance, account);
        }
    }

    /// <summary>Says what sent an instance up.</summary>
    public static string Wanted(JobInstance instance) => instance.StartCause switch
    {
        StartCause.Asked => "was started by request",
        StartCause.Events { Names.Length: > 0 } events => $"was started by its start-on: {events.Names}",
        StartCause.Events => $"was started by its start-on: {instance.Definition.StartOn}",
        StartCause.Boot => "was started at boot",
        StartCause.Needed needed => $"was started since {needed.Title} needs it",
        StartCause.Retry => "was started again after it had failed",
        null => "was started",
        _ => throw new UnreachableException(instance.StartCause.GetType().Name),
    };

    /// <summary>Says who needs it where it would go down without them.</summary>
    private static void TellHolders(JobInstance instance, Account account)
    {
        List<string> holders = [];
        foreach (JobRelation relation in (ReadOnlySpan<JobRelation>)[JobRelation.RequiredBy, JobRelation.WantedBy])
        {
            foreach (JobInstance other in Supervisor.Neighbours(instance, relation))
            {
                if (!other.IsAtRest && holders.Count < SupervisorLimits.NamesInAMessage && !holders.Contains(other.Title))
                {
                    holders.Add(other.Title);
                }
            }
        }

        if (holders.Count > 0)
        {
            account.Sentences.Add($"goes down once nothing needs it any more, as now: {string.Join(", ", holders)}");
        }
    }
}
