using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Instances that are down: for good, or before they go up again.</content>
public sealed partial class Supervisor
{
    private void EnterWaiting(JobInstance instance)
    {
        if (instance.StartsAgain && instance.Goal == JobGoal.Stop && !IsShuttingDown)
        {
            instance.Goal = JobGoal.Start;
        }

        if (!instance.WantsUp)
        {
            Settle(instance);
            return;
        }

        // It was down, though it does not stay so.
        FinishStop(instance, null);
        NoteWait(instance);

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

        (instance.Deadline, instance.IsActivated) = (null, false);
        if (instance.Skipped is string unmet)
        {
            Skip(instance, unmet);
            return;
        }

        instance.LastResult = new JobResult(instance.Failure, instance.MainEnd, _now);
        EmitOwn(instance, "stopped", withResult: true);
        string? problem = instance.Failure is JobFailure failure ? $"Job failed to start: {failure.Sentence}" : null;
        bool isDone = instance.IsDone && instance.Failure is null;
        FinishStart(instance, isDone ? null : problem ?? "Job was stopped before it was up");
        FinishStop(instance, null);
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
            Start(instance, instance.Variables);
        }
    }
}
