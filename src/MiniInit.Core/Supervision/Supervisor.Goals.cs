using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Goals, and how they are pulled through the graph of jobs.</content>
public sealed partial class Supervisor
{
    private static ReadOnlySpan<JobRelation> Pulled => [JobRelation.Requires, JobRelation.Wants];

    private static ReadOnlySpan<JobRelation> Pulling => [JobRelation.RequiredBy, JobRelation.WantedBy];

    private static ReadOnlySpan<JobRelation> Dependents => [JobRelation.RequiredBy, JobRelation.Parts];

    /// <summary>Starts an instance and all that it needs.</summary>
    private void Start(JobInstance instance, ValueList<EventVariable> variables, StartCause cause)
    {
        instance.NextVariables = variables;
        StartOne(instance, cause);
        if (!HasAny(instance, Pulled))
        {
            return;
        }

        // A queue and a mark keep this from recursing, however long the chain.
        Queue<JobInstance> starting = new([instance]);
        HashSet<JobInstance> seen = [instance];
        while (starting.TryDequeue(out JobInstance? next))
        {
            foreach (JobRelation relation in Pulled)
            {
                foreach (JobInstance other in Neighbours(next, relation))
                {
                    if (!other.WantsUp && !(other.IsDone && other.Failure is null) && seen.Add(other))
                    {
                        StartOne(other, new StartCause.Needed(next.Title));
                        starting.Enqueue(other);
                    }
                }
            }
        }
    }

    private void StartOne(JobInstance instance, StartCause cause)
    {
        if (instance.WantsUp)
        {
            return;
        }

        if (IsSaid(LogLevel.Info))
        {
            Say(LogLevel.Info, instance, "goal changed from stop to start");
        }

        if (instance.IsAtRest)
        {
            // What went wrong before is no reason for what goes wrong now.
            (instance.Failure, instance.MainEnd, instance.Since) = (null, null, _now);
        }
        else if (instance is { Failure: JobFailure failure, StartsAgain: false })
        {
            // Whoever waits for the start that failed is not to take this one for it.
            FinishStart(instance, Failed(instance, failure), isFailure: true);
        }

        // Where the main process is gone, or as good as gone, and only a helper is waited for, there is no way up from here.
        bool hasEnded = instance.State is JobState.PostStart or JobState.Running
            && (instance.IsKilledOutright || instance is { Main: null, MainEnd: not null });
        instance.Goal = hasEnded ? JobGoal.Respawn : JobGoal.Start;
        (instance.StartCause, instance.StopCause) = (cause, null);
        NoteWait(instance);
        (instance.RetryAfter, instance.Deadline) = (null, instance.State == JobState.Waiting ? null : instance.Deadline);
        (instance.StartsAgain, instance.IsStopWanted, instance.Skipped) = (false, false, null);
        instance.Conditions = instance.Conditions is ConditionCheck.Asked or ConditionCheck.AskedBefore
            ? ConditionCheck.AskedBefore : ConditionCheck.None;
        StopConflicting(instance);
        Stimulate(instance, JobStimulus.GoalStart);
    }

    /// <summary>Of two that were up before they conflicted, the one that comes up again stays.</summary>
    private void StopConflicting(JobInstance instance)
    {
        foreach (JobInstance other in Neighbours(instance, JobRelation.Conflicts))
        {
            // Half of a restart is a stop that does not last: the two would wait for each other.
            if (other.WantsUp || other.StartsAgain)
            {
                Say(LogLevel.Message, other, $"stopped, since {instance.Title} conflicts with it");
                other.StartsAgain = false;
                Stop(other, [], new StopCause.Conflict(instance.Title));
            }
        }
    }

    /// <summary>Stops an instance and all that cannot do without it.</summary>
    private void Stop(JobInstance instance, ValueList<EventVariable> variables, StopCause cause)
    {
        instance.StopVariables = variables;
        instance.StopCause = instance.WantsUp ? cause : instance.StopCause;
        instance.IsActivated = false;
        instance.RetryAfter = null;
        instance.IsStopWanted |= instance.WantsUp;
        StopOne(instance);
        StopDependents(instance);
    }

    private void StopDependents(JobInstance instance)
    {
        if (!HasAny(instance, Dependents))
        {
            return;
        }

        Queue<JobInstance> stopping = new([instance]);
        HashSet<JobInstance> seen = [instance];
        while (stopping.TryDequeue(out JobInstance? next))
        {
            foreach (JobRelation relation in Dependents)
            {
                foreach (JobInstance other in Neighbours(next, relation))
                {
                    if (other.WantsUp && seen.Add(other))
                    {
                        (other.StartsAgain, other.IsStopWanted) = (instance.StartsAgain, instance.IsStopWanted);
                        other.StopCause = new StopCause.With(next.Title);
                        SayWhyStopped(other, next);
                        StopOne(other);
                        stopping.Enqueue(other);
                    }
                }
            }
        }
    }

    /// <summary>Calls off a restart that is on its way down, and those that it takes along.</summary>
    private static void CallOffRestarts(JobInstance instance)
    {
        instance.StartsAgain = false;
        Queue<JobInstance> stopping = new([instance]);
        while (stopping.TryDequeue(out JobInstance? next))
        {
            foreach (JobRelation relation in Dependents)
            {
                foreach (JobInstance other in Neighbours(next, relation))
                {
                    if (other.StartsAgain)
                    {
                        other.StartsAgain = false;
                        stopping.Enqueue(other);
                    }
                }
            }
        }
    }

    private void SayWhyStopped(JobInstance instance, JobInstance cause)
    {
        if (instance.State == JobState.Waiting && cause.Failure is not null)
        {
            (instance.FailureNumber, instance.Failure) =
                (++_failures, new JobFailure(Dependency, null, $"{cause.Title}, which it requires, did not start"));
            Say(LogLevel.Warn, instance, instance.Failure.Sentence);
        }
        else if (!IsShuttingDown)
        {
            Say(LogLevel.Message, instance, $"stopped with {cause.Title}");
        }
    }

    private void StopOne(JobInstance instance)
    {
        if (!instance.WantsUp)
        {
            return;
        }

        if (IsSaid(LogLevel.Info))
        {
            Say(LogLevel.Info, instance, "goal changed from start to stop");
        }

        instance.Goal = JobGoal.Stop;
        instance.IsDone = false;
        NoteWait(instance);
        Stimulate(instance, JobStimulus.GoalStop);
    }

    /// <summary>Whether all that must be up before an instance is up. What it needs and has failed fails it.</summary>
    private bool MayStart(JobInstance instance)
    {
        if (IsAnyAhead(instance, JobRelation.ComesAfter, IsOnItsWay)
            || IsAnyAhead(instance, JobRelation.Conflicts, IsInTheWay))
        {
            return false;
        }

        if (instance.Job.MissingNeed is string missing)
        {
            Fail(instance, new JobFailure(Dependency, null, $"{missing}, which it requires, is no valid job"));
            Stimulate(instance, JobStimulus.GoalStop);
            return false;
        }

        foreach (JobInstance needed in Neighbours(instance, JobRelation.Requires))
        {
            // A job that was skipped is no failure, and what requires it runs without it: so does systemd, where a
            // condition says that there is nothing to do here, not that something is missing.
            if (!IsInTheWay(needed) && !needed.IsDone && needed.Skipped is null)
            {
                Fail(instance, new JobFailure(Dependency, null, $"{needed.Title}, which it requires, did not start"));
                Stimulate(instance, JobStimulus.GoalStop);
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a job that comes first is not yet where it is going.</summary>
    internal static bool IsOnItsWay(JobInstance other) => (other.Definition.Type == JobType.Task && other.WantsUp)
        || !(other.IsUp || other.IsAtRest || other.State == JobState.Unkillable);

    internal static bool IsInTheWay(JobInstance other) => !other.IsAtRest && other.State != JobState.Unkillable;

    internal static bool IsGoingDown(JobInstance other) => !other.WantsUp && IsInTheWay(other);

    /// <summary>
    /// Whether a neighbour is waited for. The look begins with the one that was found the last time, so that one who
    /// waits for ten thousand does not look at all of them as often as one has arrived.
    /// </summary>
    private bool IsAnyAhead(JobInstance instance, JobRelation relation, Func<JobInstance, bool> isAhead)
    {
        SupervisedJob[] jobs = instance.Job.Neighbours[relation];
        for (int looked = 0; looked < jobs.Length; looked++)
        {
            int at = (instance.Ahead + looked) % jobs.Length;
            Work++;
            foreach (JobInstance other in jobs[at].Instances)
            {
                if (isAhead(other) && instance.Released?.Contains(other) != true)
                {
                    instance.Ahead = at;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Tells those who may wait for an instance that it has come to where it was going.</summary>
    private void TellNeighbours(JobInstance instance)
    {
        foreach (JobRelation relation in (ReadOnlySpan<JobRelation>)[JobRelation.ComesBefore, JobRelation.Conflicts])
        {
            foreach (JobInstance other in Neighbours(instance, relation))
            {
                if (other.State == JobState.Waiting && other.WantsUp)
                {
                    Stimulate(other, JobStimulus.NeighbourChanged);
                }
            }
        }

        foreach (JobInstance other in Neighbours(instance, JobRelation.ComesAfter))
        {
            if (other.State == JobState.Running && !other.WantsUp)
            {
                Stimulate(other, JobStimulus.NeighbourChanged);
            }
        }

        TellAcross(instance);
        TellLevels(instance);
    }

    /// <summary>What the instance held up goes down with it, unless it runs for its own sake or for others.</summary>
    private void ReleaseNeeded(JobInstance instance)
    {
        foreach (JobRelation relation in Pulled)
        {
            foreach (JobInstance needed in Neighbours(instance, relation))
            {
                if (needed.WantsUp && !needed.IsActivated && !IsHeldUp(needed, instance))
                {
                    Say(LogLevel.Message, needed, "nothing needs it any more");
                    Stop(needed, [], new StopCause.Unneeded());
                }
            }
        }
    }

    /// <summary>Whether an instance is needed by another one than this.</summary>
    private static bool IsHeldUp(JobInstance needed, JobInstance former)
    {
        foreach (JobRelation relation in Pulling)
        {
            foreach (JobInstance other in Neighbours(needed, relation))
            {
                if (other != former && !other.IsAtRest)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The instances of neighbouring jobs: those that exist.</summary>
    internal static InstanceWalk Neighbours(JobInstance instance, JobRelation relation) =>
        new(instance.Job.Neighbours[relation]);

    private static bool HasAny(JobInstance instance, ReadOnlySpan<JobRelation> relations)
    {
        foreach (JobRelation relation in relations)
        {
            if (instance.Job.Neighbours[relation].Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
