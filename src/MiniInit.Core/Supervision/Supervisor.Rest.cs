using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Instances that are down: for good, or before they go up again.</content>
public sealed partial class Supervisor
{
    private void EnterWaiting(JobInstance instance)
    {
        if (instance.Job.IsRemoved && (instance.Goal == JobGoal.Start || instance.StartsAgain))
        {
            Say(LogLevel.Message, instance, $"is not started again, since {GoneFile(instance)}");
            (instance.StartsAgain, instance.Goal, instance.StopCause) = (false, JobGoal.Stop, new StopCause.NoFile());
        }

        Clearing clearing = instance.Clearing;
        if (clearing == Clearing.None && instance is { HasHelperStrays: true, KeepsStrays: false } && TryClear(instance, Clearing.BeforeRest))
        {
            return; // what its post-stop left behind: all else was ended before that
        }

        instance.Clearing = Clearing.None;
        if (instance.WantsUp || instance.StartsAgain)
        {
            ComeAgain(instance);
        }
        else if (clearing == Clearing.AtRest)
        {
            StayDown(instance);
        }
        else
        {
            Settle(instance);
        }
    }

    /// <summary>The job was down, though it does not stay so.</summary>
    private void ComeAgain(JobInstance instance)
    {
        (instance.StartsAgain, instance.Deadline) = (false, null);
        instance.Goal = instance.WantsUp ? instance.Goal : JobGoal.Start;
        FinishStop(instance, Done(instance));
        NoteWait(instance);
        StopConflicting(instance);

        // No pause but the respawn's: what was asked for is not slowed down.
        if (instance.Goal == JobGoal.Respawn)
        {
            TimeSpan pause = RespawnPause(instance);
            SetDeadline(instance, pause > TimeSpan.Zero ? pause : null);
        }

        TellNeighbours(instance);
        Proceed(instance);
    }

    /// <summary>The job is down, with nothing left to do.</summary>
    private void Settle(JobInstance instance)
    {
        if (instance.State == JobState.Unkillable)
        {
            Enter(instance, JobState.Waiting);
            return;
        }

        if (instance.StartsAgain)
        {
            ComeAgain(instance);
            return;
        }

        if ((instance.IsStopWanted || IsShuttingDown) && TryClear(instance, Clearing.BeforeRest))
        {
            return;
        }

        (instance.Deadline, instance.IsActivated, instance.Since) = (null, false, _now);
        if (instance.Skipped is string unmet)
        {
            Skip(instance, unmet);
            return;
        }

        instance.LastResult = new JobResult(instance.Failure, instance.MainEnd, _now);
        EmitOwn(instance, "stopped", withResult: true);
        FinishStart(instance, OutcomeOfStart(instance), isFailure: !instance.IsDone || instance.Failure is not null);
        FinishStop(instance, Done(instance));
        ReleaseNeeded(instance);
        TellNeighbours(instance);
        if (instance.RetryAfter is TimeSpan pause && !IsShuttingDown)
        {
            SetDeadline(instance, pause);
            return;
        }

        if (instance.Definition.IsMain && !instance.IsStopWanted && !IsShuttingDown)
        {
            EndInit(ExitCodeOf(instance.Failure is null ? instance.MainEnd : instance.Failure.End, instance.Failure is not null));
        }

        Forget(instance);
    }

    private void Retry(JobInstance instance)
    {
        instance.RetryAfter = null;
        if (instance.IsAtRest && !IsShuttingDown && !instance.Job.IsRemoved)
        {
            instance.Respawns.Reset();
            instance.IsActivated = true;
            Start(instance, instance.GivenVariables, new StartCause.Retry());
        }
    }
}
