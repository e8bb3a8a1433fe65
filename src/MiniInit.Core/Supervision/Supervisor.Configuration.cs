using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Configurations: the first one boots, later ones change what differs.</content>
public sealed partial class Supervisor
{
    private void Configure(SupervisorInput.Configured configured)
    {
        _init = configured.Init;
        HashSet<string> kept = new(configured.Invalid, StringComparer.Ordinal);
        List<SupervisedJob> added = [];
        foreach (JobDefinition definition in configured.Jobs)
        {
            kept.Add(definition.Name);
            if (_jobs.GetValueOrDefault(definition.Name) is { IsTransient: true } other)
            {
                Say(LogLevel.Warn, other.Instances[0], "what \"run\" started has that name; reload when it has ended");
            }
            else if (Define(definition) is SupervisedJob job && !WasHere(definition))
            {
                added.Add(job);
            }
        }

        foreach (SupervisedJob job in new List<SupervisedJob>(_jobs.Values))
        {
            if (!kept.Contains(job.Definition.Name))
            {
                Remove(job);
            }
        }

        Rebuild();
        if (!IsShuttingDown)
        {
            added.Sort((left, right) => string.CompareOrdinal(left.Definition.Name, right.Definition.Name));

            // What would have started at boot starts when it comes later, too: who adds a file wants the job to run.
            added.ForEach(StartAtBoot);
        }

        if (!_isBooted)
        {
            _isBooted = true;
            Emit(new PendingEvent(new Event("startup")));
        }
    }

    /// <summary>
    /// Whether a job was forgotten since its file was gone, and now comes back as it was: files that are written anew are
    /// empty for a moment, and a task is not to run again for that.
    /// </summary>
    private bool WasHere(JobDefinition definition) =>
        _forgotten.Remove(definition.Name, out JobDefinition? before) && before == definition;

    /// <summary>Takes a definition; gives the job if it is a new one.</summary>
    private SupervisedJob? Define(JobDefinition definition)
    {
        SupervisedJob? added = null;
        if (!_jobs.TryGetValue(definition.Name, out SupervisedJob? job))
        {
            added = job = new SupervisedJob(definition);
            _ = _jobs.TryAdd(definition.Name, job);
            _observation.Note(definition.Name, "");
        }
        else if (job.Definition != definition || job.IsRemoved)
        {
            job.Define(definition);
            NoteChange(job);
            foreach (JobInstance instance in job.Instances)
            {
                if (!instance.IsAtRest)
                {
                    Say(LogLevel.Message, instance, "its file has changed; it runs by the old one until it is stopped");
                    break;
                }
            }
        }

        if (definition.Instance is null && !job.Instances.TryFind("", out _))
        {
            AddInstance(job, "");
        }

        foreach (JobInstance instance in job.Instances)
        {
            instance.Definition = instance.IsAtRest ? definition : instance.Definition;
        }

        return added;
    }

    private void NoteChange(SupervisedJob job)
    {
        _observation.Note(job.Definition.Name, "");
        foreach (JobInstance instance in job.Instances)
        {
            instance.NoteChange();
        }
    }

    private void Remove(SupervisedJob job)
    {
        job.IsRemoved = true;
        NoteChange(job);
        foreach (JobInstance instance in job.Instances.ToArray())
        {
            _ = TryForget(instance);
        }

        DropIfGone(job);
    }

    /// <summary>Drops an instance alone; false if it is still good for something.</summary>
    private bool TryForget(JobInstance instance)
    {
        SupervisedJob job = instance.Job;
        bool isOdd = instance.Name.Length > 0 || job.Definition.Instance is not null;
        if (!instance.IsAtRest || instance.Conditions is ConditionCheck.Asked or ConditionCheck.AskedBefore
            || !(job.IsRemoved || (isOdd && instance is { LastResult: null, RetryAfter: null }))
            || !job.Instances.Remove(instance))
        {
            return false;
        }

        (instance.RetryAfter, instance.Deadline) = (null, null);
        instance.NoteChange();
        _observation.Note(job.Definition.Name, "");
        instance.Release();
        _census.Remove(Standing.Down);
        _effects.Add(new SupervisorEffect.Forgotten(job.Definition.Name, instance.Name));
        return true;
    }

    /// <summary>Drops an instance that is down and has nothing to remember, and a job that is gone with its last.</summary>
    private void Forget(JobInstance instance)
    {
        if (TryForget(instance))
        {
            DropIfGone(instance.Job);
        }
    }

    private void DropIfGone(SupervisedJob job)
    {
        if (job.IsRemoved && job.Instances.Count == 0 && _jobs.GetValueOrDefault(job.Definition.Name) == job)
        {
            // What still points to it finds no instances there, and the next configuration leaves it out.
            _jobs.Remove(job.Definition.Name);
            _dropped.Add(job);
            _observation.Note(job.Definition.Name, "");
            if (!job.IsTransient && _forgotten.Count < SupervisorLimits.ForgottenJobs)
            {
                _forgotten[job.Definition.Name] = job.Definition;
            }
        }
    }

    private void Rebuild()
    {
        foreach (SupervisedJob job in _jobs.Values)
        {
            job.FormerStops = FormerStops(job);
        }

        _dropped.Clear();
        Connect();
        AskWhoStillWaits();
    }

    /// <summary>Who waits for a neighbour may have another one now, that nobody stops, or none that would tell him.</summary>
    private void AskWhoStillWaits()
    {
        _mayBeCircular = true;
        foreach (JobInstance instance in AllInstances())
        {
            if (instance is { WantsUp: true, State: JobState.Waiting })
            {
                StopConflicting(instance);
                Stimulate(instance, JobStimulus.NeighbourChanged);
            }
            else if (instance is { WantsUp: false, State: JobState.Running })
            {
                Stimulate(instance, JobStimulus.NeighbourChanged);
            }
        }
    }

    /// <summary>Finds out what the jobs are to each other. This follows from the jobs, and from them alone.</summary>
    private void Connect()
    {
        SupervisedJob[] jobs = [.. _jobs.Values];
        Neighbourhood.Find(jobs);
        _index = new EventIndex(jobs);
        _hasWakers = Array.Exists(jobs, job => !job.IsRemoved && IsWoken(job.Definition));
        foreach (SupervisedJob job in jobs)
        {
            job.Watchers = _index.Looking(LevelKind.Job, job.Definition.Name);
            job.MissingNeed = MissingNeed(job.Definition);
        }
    }

    private static ValueList<EventExpression> FormerStops(SupervisedJob job)
    {
        List<EventExpression>? found = null;
        foreach (JobInstance instance in job.Instances)
        {
            if (instance.StopOn?.Expression is EventExpression former && former != job.Definition.StopOn
                && found?.Contains(former) != true)
            {
                (found ??= []).Add(former);
            }
        }

        return found is null ? [] : ValueList.From(found);
    }

    /// <summary>The first job that this one requires and that there is none of, or none that is valid.</summary>
    private string? MissingNeed(JobDefinition definition)
    {
        foreach (string name in definition.Requires)
        {
            if (!_jobs.ContainsKey(name))
            {
                return name;
            }
        }

        return null;
    }

    private void StartAtBoot(SupervisedJob job)
    {
        if (job.Definition.StartsAtBoot)
        {
            StartAtBoot(job, []);
        }

        foreach (string name in job.Definition.IsManual ? [] : job.Definition.Instances)
        {
            StartAtBoot(job, [new EventVariable(job.Definition.Instance?.SoleVariable ?? "", name)]);
        }
    }

    private void StartAtBoot(SupervisedJob job, ValueList<EventVariable> variables)
    {
        if (InstanceFor(job, variables, out RequestOutcome? outcome) is not JobInstance instance)
        {
            SayCannotStart(job, outcome);
            return;
        }

        instance.IsActivated = true;
        Start(instance, variables, new StartCause.Boot());
    }
}
