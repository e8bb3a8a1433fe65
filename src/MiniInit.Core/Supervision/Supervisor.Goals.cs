using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Goals, and how they are pulled through the graph of jobs.</content>
public sealed partial class Supervisor
{
    /// <summary>Starts an instance and all that it needs.</summary>
    private void Start(JobInstance instance, ValueList<EventVariable> variables)
    {
        // A queue and a mark keep this from recursing, however long the chain.
        Queue<JobInstance> starting = new([instance]);
        HashSet<JobInstance> seen = [instance];
        instance.NextVariables = variables;
        while (starting.TryDequeue(out JobInstance? next))
        {
            StartOne(next);
            foreach (JobInstance other in Neighbours(next, JobRelation.Requires).Concat(Neighbours(next, JobRelation.Wants)))
            {
                if (!other.WantsUp && !(other.IsDone && other.Failure is null) && seen.Add(other))
                {
                    starting.Enqueue(other);
                }
            }
        }
    }

    private void StartOne(JobInstance instance)
    {
        if (instance.WantsUp)
        {
            return;
        }

        Say(LogLevel.Info, instance, "goal changed from stop to start");
        if (instance.IsAtRest)
        {
            // What went wrong before is no reason for what goes wrong now.
            (instance.Failure, instance.MainEnd) = (null, null);
        }

        instance.Goal = JobGoal.Start;
        (instance.RetryAfter, instance.Deadline) = (null, instance.State == JobState.Waiting ? null : instance.Deadline);
        (instance.StartsAgain, instance.IsStopWanted, instance.Skipped) = (false, false, null);
        instance.Conditions = instance.Conditions is ConditionCheck.Asked or ConditionCheck.AskedBefore
            ? ConditionCheck.AskedBefore : ConditionCheck.None;
        foreach (JobInstance other in Neighbours(instance, JobRelation.Conflicts).Where(other => other.WantsUp))
        {
            Say(LogLevel.Message, other, $"stopped, since {instance.Title} conflicts with it");
            Stop(other, []);
        }

        Stimulate(instance, JobStimulus.GoalStart);
    }

    /// <summary>Stops an instance and all that cannot do without it.</summary>
    private void Stop(JobInstance instance, ValueList<EventVariable> variables)
    {
        instance.StopVariables = variables;
        instance.IsActivated = false;
        instance.RetryAfter = null;
        instance.IsStopWanted |= instance.WantsUp;
        StopOne(instance);
        StopDependents(instance);
    }

    private void StopDependents(JobInstance instance)
    {
        Queue<JobInstance> stopping = new([instance]);
        HashSet<JobInstance> seen = [instance];
        while (stopping.TryDequeue(out JobInstance? next))
        {
            foreach (JobInstance other in Neighbours(next, JobRelation.RequiredBy).Concat(Neighbours(next, JobRelation.Parts)))
            {
                if (other.WantsUp && seen.Add(other))
                {
                    (other.StartsAgain, other.IsStopWanted) = (instance.StartsAgain, instance.IsStopWanted);
                    SayWhyStopped(other, next);
                    StopOne(other);
                    stopping.Enqueue(other);
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

        Say(LogLevel.Info, instance, "goal changed from start to stop");
        instance.Goal = JobGoal.Stop;
        instance.IsDone = false;
        Stimulate(instance, JobStimulus.GoalStop);
    }

    /// <summary>Whether all that must be up before an instance is up. What it needs and has failed fails it.</summary>
    private bool MayStart(JobInstance instance)
    {
        foreach (JobInstance needed in Neighbours(instance, JobRelation.Requires))
        {
            // A job that was skipped is no failure, and what requires it runs without it: so does systemd, where a
            // condition says that there is nothing to do here, not that something is missing.
            if (needed.IsAtRest && !needed.IsDone && needed.Skipped is null)
            {
                Fail(instance, new JobFailure(Dependency, null, $"{needed.Title}, which it requires, did not start"));
                Stimulate(instance, JobStimulus.GoalStop);
                return false;
            }
        }

        return Neighbours(instance, JobRelation.ComesAfter).All(IsSettledForStart)
            && Neighbours(instance, JobRelation.Conflicts).All(other => other.IsAtRest || other.State == JobState.Unkillable);
    }

    /// <summary>Whether a job that comes first is where it is going.</summary>
    private static bool IsSettledForStart(JobInstance other) => other.Definition.Type == JobType.Task && other.WantsUp
        ? false
        : other.IsUp || other.IsAtRest || other.State == JobState.Unkillable;

    /// <summary>Whether a job that comes later is still on its way down.</summary>
    private bool MustWaitToStop(JobInstance instance) => Neighbours(instance, JobRelation.ComesBefore)
        .Any(other => !other.WantsUp && !other.IsAtRest && other.State != JobState.Unkillable);

    private void TellNeighbours(JobInstance instance)
    {
        foreach (JobRelation relation in (ReadOnlySpan<JobRelation>)
            [JobRelation.ComesBefore, JobRelation.ComesAfter, JobRelation.RequiredBy, JobRelation.Conflicts])
        {
            foreach (JobInstance other in Neighbours(instance, relation))
            {
                Stimulate(other, JobStimulus.NeighbourChanged);
            }
        }

        TellLevels(instance);
    }

    /// <summary>What the instance held up goes down with it, unless it runs for its own sake or for others.</summary>
    private void ReleaseNeeded(JobInstance instance)
    {
        foreach (JobInstance needed in Neighbours(instance, JobRelation.Requires).Concat(Neighbours(instance, JobRelation.Wants)))
        {
            bool isHeld = Neighbours(needed, JobRelation.RequiredBy).Concat(Neighbours(needed, JobRelation.WantedBy))
                .Any(other => other != instance && !other.IsAtRest);
            if (needed.WantsUp && !needed.IsActivated && !isHeld)
            {
                Say(LogLevel.Message, needed, "nothing needs it any more");
                Stop(needed, []);
            }
        }
    }

    /// <summary>The instances of neighbouring jobs: those that exist.</summary>
    private IEnumerable<JobInstance> Neighbours(JobInstance instance, JobRelation relation)
    {
        int index = _graph.IndexOf(instance.Job.Definition.Name);
        return index < 0 ? [] : Instances(_graph.Neighbours(index, relation).ToArray());
    }

    private IEnumerable<JobInstance> Instances(int[] jobs) => jobs
        .Select(job => _jobs.GetValueOrDefault(_graph.Jobs[job].Name))
        .OfType<SupervisedJob>()
        .SelectMany(job => job.Instances.Values);

    private void FinishAwaiters(List<Awaiter> awaiters, string? problem, bool isFailure = true)
    {
        foreach (Awaiter awaiter in awaiters)
        {
            switch (awaiter)
            {
                case Awaiter.Client client:
                    _effects.Add(new SupervisorEffect.Answer(client.Ticket, problem));
                    break;
                case Awaiter.Emission emission:
                    emission.Pending.Blockers--;
                    emission.Pending.HasFailed |= problem is not null && isFailure;
                    FinishIfDone(emission.Pending);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }

        awaiters.Clear();
    }
}
