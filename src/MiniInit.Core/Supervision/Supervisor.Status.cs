using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>What is told to those who ask. Asking changes nothing.</content>
public sealed partial class Supervisor
{
    private readonly Observation _observation = new();

    /// <summary>Whether a shutdown is under way.</summary>
    public bool IsShuttingDown { get; private set; }

    /// <summary>
    /// Whether somebody watches: <see cref="Handle"/> then also gives <see cref="SupervisorEffect.Changed"/> and
    /// <see cref="SupervisorEffect.Emitted"/>. Only what changes from then on is told of.
    /// </summary>
    public bool IsObserved
    {
        get => _observation.IsOn;
        set => _observation.IsOn = value;
    }

    /// <summary>All files that jobs wait for, sorted; may change with a new configuration, and when a job stops.</summary>
    public IReadOnlyCollection<string> AwaitedFiles => _index.Files;

    /// <summary>Gives all instances, sorted by job and name.</summary>
    public IEnumerable<InstanceStatus> Status() => new List<JobInstance>(AllInstances()).ConvertAll(StatusOf);

    /// <summary>Gives the names of all jobs, sorted; also of those whose file is gone and that are not down yet.</summary>
    public IReadOnlyList<string> JobNames() => _jobs.Names();

    /// <summary>Whether there is a job.</summary>
    /// <param name="job">Its name.</param>
    public bool Has(string job) => _jobs.ContainsKey(job);

    /// <summary>Gives the definition that the next start of a job goes by; null if there is no such job.</summary>
    /// <param name="job">Its name.</param>
    public JobDefinition? DefinitionOf(string job) => _jobs.GetValueOrDefault(job)?.Definition;

    /// <summary>Gives the instances of a job, sorted by name; none if there is no such job.</summary>
    /// <param name="job">Its name.</param>
    /// <returns>One that is down and has no name stands for a job that has none.</returns>
    public IReadOnlyList<InstanceStatus> StatusOf(string job)
    {
        if (!_jobs.TryGetValue(job, out SupervisedJob? found))
        {
            return [];
        }

        return found.Instances.Count == 0 ? [StatusOf(found)] : Array.ConvertAll(found.Instances.ToArray(), StatusOf);
    }

    /// <summary>Gives some of the instances of a job, sorted by name: for those who take them bit by bit.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="after">The name of the one after which to begin; null: with the first.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<InstanceStatus> StatusAfter(string job, string? after, int most)
    {
        if (!_jobs.TryGetValue(job, out SupervisedJob? found))
        {
            return [];
        }

        if (found.Instances.Count == 0)
        {
            return after is null && most > 0 ? [StatusOf(found)] : [];
        }

        List<InstanceStatus> some = [];
        for (int at = found.Instances.PlaceAfter(after); at < found.Instances.Count && some.Count < most; at++)
        {
            some.Add(StatusOf(found.Instances[at]));
        }

        return some;
    }

    /// <summary>Gives an instance; null if there is none.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="instance">The instance's name; empty where there is one, and for the one that stands for none.</param>
    public InstanceStatus? StatusOf(string job, string instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (Find(job, instance) is JobInstance found)
        {
            return StatusOf(found);
        }

        return instance.Length == 0 && _jobs.TryGetValue(job, out SupervisedJob? empty) && empty.Instances.Count == 0
            ? StatusOf(empty) : null;
    }

    private static InstanceStatus StatusOf(SupervisedJob job) => new(
        job.Definition.Name, "", JobGoal.Stop, JobState.Waiting, 0, null, 0, false, 0, null)
    { IsRemoved = job is { IsRemoved: true, IsTransient: false } };

    private static InstanceStatus StatusOf(JobInstance instance) => new(
        instance.Job.Definition.Name,
        instance.Name,
        instance.Goal == JobGoal.Respawn ? JobGoal.Start : instance.Goal,
        instance.State,
        instance.Main?.Pid ?? 0,
        instance.Helper?.Role,
        instance.Helper?.Pid ?? 0,
        instance.IsReady,
        instance.Respawns.InARow,
        instance.LastResult)
    {
        Invocation = instance.Invocation,
        StatusText = instance.Notes.Status,
        IsStopping = instance.Notes.IsStopping,
        IsReloading = instance.Notes.IsReloading,
        Errno = instance.Notes.Errno,
        Since = instance.Since,
        NextAttempt = instance.State == JobState.Waiting ? instance.Deadline : null,
        IsChanged = instance.Definition != instance.Job.Definition,
        IsRemoved = instance.Job is { IsRemoved: true, IsTransient: false },
        Variables = instance.Variables,
        Removed = instance.Removed,
    };
}
