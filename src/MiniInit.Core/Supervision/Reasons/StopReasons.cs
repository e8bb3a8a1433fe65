using System.Diagnostics;
using MiniInit.Core.Graphs;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>What an instance waits for on its way down, and what sent it there.</summary>
internal static class StopReasons
{
    public static void Tell(JobInstance instance, Moment moment, Account account)
    {
        switch (instance.State)
        {
            case JobState.PreStart or JobState.PostStart or JobState.PreStop or JobState.PostStop:
                account.Sentences.Add(StartReasons.Helper(instance, moment));
                break;
            case JobState.Running when instance.Helper is not null:
                account.Sentences.Add(StartReasons.Helper(instance, moment));
                break;
            case JobState.Running:
                TellHeld(instance, moment, account);
                break;
            case JobState.Stopping:
                StartReasons.AddHook(instance, moment, account);
                break;
            case JobState.Killed:
                account.Sentences.Add(Killed(instance, moment));
                break;
            case JobState.Unkillable:
                account.Sentences.Add($"cannot be killed: process {instance.Main?.Pid ?? 0} is still there after SIGKILL");
                break;
            case JobState.Starting or JobState.Spawned:
                account.Sentences.Add("is about to go down");
                break;
            case JobState.Waiting:
            default:
                throw new UnreachableException($"{instance.State}");
        }

        AddCause(instance, account);
    }

    private static void AddCause(JobInstance instance, Account account)
    {
        if (instance.Goal == JobGoal.Respawn)
        {
            account.Sentences.Add($"is respawned: {Supervisor.MainEndText(instance, instance.MainEnd)}");
        }
        else if (instance.WantsUp)
        {
            account.Sentences.Add("starts again once it is down");
        }
        else if (instance.StartsAgain)
        {
            account.Sentences.Add("is being restarted");
        }
        else if (instance.Failure is JobFailure failure && !(instance.State == JobState.Unkillable && instance.StopCause is not null))
        {
            account.Sentences.Add($"failed: {failure.Sentence}");
        }
        else
        {
            account.Sentences.Add(RestReasons.Down(instance, ""));
            RestReasons.AddCause(instance, account);
        }
    }

    private static void TellHeld(JobInstance instance, Moment moment, Account account)
    {
        account.Sentences.Add("waits to go down until those are down that come after it");
        foreach (JobInstance other in Supervisor.Neighbours(instance, JobRelation.ComesBefore))
        {
            if (Supervisor.IsGoingDown(other) && instance.Released?.Contains(other) != true)
            {
                account.Others.Add(("comes before", other));
            }
        }
    }

    private static string Killed(JobInstance instance, Moment moment)
    {
        string at = moment.In(instance.Deadline ?? moment.Now);
        Remains remains = instance.Remains ?? default;
        (string what, KillStage stage) = instance.Main is RunningProcess main
            ? ($"process {main.Pid}", main.Kill)
            : ($"what {(remains.Pid != 0 ? $"process {remains.Pid}" : instance.HasFormerStrays ? "a former run" : "its helpers")} left behind", remains.Kill);
        return stage == KillStage.Killed
            ? $"waits for the end of {what}, which was killed"
            : $"waits for the end of {what}, which was sent {instance.Definition.KillSignal} and is killed {at}";
    }
}
