using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>What an instance waits for on its way up.</summary>
internal static class StartReasons
{
    public static void Tell(JobInstance instance, Moment moment, Account account)
    {
        switch (instance.State)
        {
            case JobState.Waiting:
                TellWaiting(instance, moment, account);
                break;
            case JobState.Starting:
                AddHook(instance, moment, account);
                break;
            case JobState.PreStart or JobState.PostStart:
                account.Sentences.Add(Helper(instance, moment));
                break;
            case JobState.Spawned:
                account.Sentences.Add(Spawned(instance, moment));
                break;
            default:
                throw new UnreachableException($"{instance.State}");
        }

        if (instance.Goal == JobGoal.Respawn && instance.State != JobState.Waiting)
        {
            account.Sentences.Add($"is respawned: {Supervisor.MainEndText(instance, instance.MainEnd)}");
        }

        account.Sentences.Add(RunReasons.Wanted(instance));
    }

    /// <summary>Says what runs beside the main process, and how long that may take.</summary>
    public static string Helper(JobInstance instance, Moment moment)
    {
        if (instance.Helper is not { Pid: > 0 } helper)
        {
            return $"is in {Supervisor.Text(instance.State)}, which is being spawned";
        }

        string process = $"waits for its {Supervisor.Text(helper.Role)} process {helper.Pid}, which";
        return helper.Kill switch
        {
            KillStage.None => $"{process} has run {moment.For(helper.Since)} and is ended {In(instance, moment)}",
            KillStage.Asked => $"{process} was asked to end and is killed {In(instance, moment)}",
            KillStage.Killed => $"{process} was killed and is not gone yet",
            _ => throw new UnreachableException($"{helper.Kill}"),
        };
    }

    /// <summary>Adds that the handling of its event is waited for, and by whom.</summary>
    public static void AddHook(JobInstance instance, Moment moment, Account account)
    {
        string name = Supervisor.Text(instance.State);
        account.Sentences.Add(
            $"waits for what its {name} event started or stopped; it goes on {In(instance, moment)} at the latest");
        List<Wait> waits = [];
        Supervisor.AddWaits(instance, waits);
        foreach (Wait wait in waits)
        {
            account.Others.Add(("waits for", wait.To));
        }
    }

    private static string In(JobInstance instance, Moment moment) => moment.In(instance.Deadline ?? moment.Now);

    private static void TellWaiting(JobInstance instance, Moment moment, Account account)
    {
        if (instance.Deadline is TimeSpan at)
        {
            account.Sentences.Add($"is respawned {moment.In(at)}: {Supervisor.MainEndText(instance, instance.MainEnd)}");
            return;
        }

        account.Sentences.Add(instance.Conditions is ConditionCheck.Asked or ConditionCheck.AskedBefore
            ? "has its conditions looked at" : $"has been waiting to start {moment.For(instance.Since)}");
        foreach (JobInstance other in Supervisor.Neighbours(instance, JobRelation.ComesAfter))
        {
            if (Supervisor.IsOnItsWay(other) && instance.Released?.Contains(other) != true)
            {
                account.Others.Add((Requires(instance, other) ? "requires" : "comes after", other));
            }
        }

        foreach (JobInstance other in Supervisor.Neighbours(instance, JobRelation.Conflicts))
        {
            if (Supervisor.IsInTheWay(other))
            {
                account.Others.Add(("conflicts with", other));
            }
        }
    }

    private static bool Requires(JobInstance instance, JobInstance other)
    {
        foreach (JobInstance needed in Supervisor.Neighbours(instance, JobRelation.Requires))
        {
            if (needed == other)
            {
                return true;
            }
        }

        return false;
    }

    private static string Spawned(JobInstance instance, Moment moment)
    {
        if (instance.Main is { Search: DaemonSearch search } daemon && (search.IsOpen || daemon.Pid > 0))
        {
            return DaemonReasons.Spawned(instance, daemon, search, moment);
        }

        if (instance.Main is not { Pid: > 0 } main)
        {
            return "is being spawned";
        }

        return $"is not ready: process {main.Pid} has run {moment.For(main.Since)} without saying so by {instance.Definition.Ready.Word}; "
            + $"the start fails {In(instance, moment)}";
    }
}
