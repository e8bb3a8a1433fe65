using System;
using System.Collections.Generic;
using System.Linq;
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
        foreach (JobDefinition definition in configured.Jobs)
        {
            kept.Add(definition.Name);
            Define(definition);
        }

        foreach (SupervisedJob job in _jobs.Values.Where(job => !kept.Contains(job.Definition.Name)).ToArray())
        {
            Remove(job);
        }

        Rebuild();
        if (!_isBooted)
        {
            _isBooted = true;
            Boot();
        }
    }

    private void Define(JobDefinition definition)
    {
        if (!_jobs.TryGetValue(definition.Name, out SupervisedJob? job))
        {
            job = new SupervisedJob(definition);
            _jobs.Add(definition.Name, job);
        }
        else if (job.Definition != definition || job.IsRemoved)
        {
            job.Define(definition);
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
            job.Instances.Add(new JobInstance(job, "", definition, _census));
        }

        foreach (JobInstance instance in job.Instances)
        {
            instance.Definition = instance.IsAtRest ? definition : instance.Definition;
        }
    }

    private void Remove(SupervisedJob job)
    {
        job.IsRemoved = true;
        foreach (JobInstance instance in job.Instances.ToArray())
        {
            Forget(instance);
        }
    }

    /// <summary>Drops an instance that is down and has nothing to remember, and a job that is gone with its last.</summary>
    private void Forget(JobInstance instance)
    {
        SupervisedJob job = instance.Job;
        if (!instance.IsAtRest || instance.Conditions is ConditionCheck.Asked or ConditionCheck.AskedBefore)
        {
            return;
        }

        bool isOdd = instance.Name.Length > 0 || job.Definition.Instance is not null;
        if ((job.IsRemoved || (isOdd && instance.LastResult is null)) && job.Instances.Remove(instance))
        {
            _census.Remove(Standing.Down);
            _effects.Add(new SupervisorEffect.Forgotten(job.Definition.Name, instance.Name));
        }

        if (job.IsRemoved && job.Instances.Count == 0 && _jobs.GetValueOrDefault(job.Definition.Name) == job)
        {
            // What still points to it finds no instances there, and the next configuration leaves it out.
            _jobs.Remove(job.Definition.Name);
        }
    }

    private void Rebuild()
    {
        SupervisedJob[] jobs = [.. _jobs.Values];
        Neighbourhood.Find(jobs);
        _index = new EventIndex(jobs);
        _hasWakers = Array.Exists(jobs, job => IsWoken(job.Definition));
        foreach (SupervisedJob job in jobs)
        {
            job.Watchers = _index.Looking(LevelKind.Job, job.Definition.Name);
        }
    }

    /// <summary>Starts all that starts at boot, then says that the system has started.</summary>
    private void Boot()
    {
        foreach (SupervisedJob job in _jobs.Values.ToArray())
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

        Emit(new PendingEvent(new Event("startup")));
    }

    private void StartAtBoot(SupervisedJob job, ValueList<EventVariable> variables)
    {
        if (InstanceFor(job, variables, out string problem) is not JobInstance instance)
        {
            Say(LogLevel.Error, null, $"cannot start {job.Definition.Name}: {problem}");
            return;
        }

        instance.IsActivated = true;
        Start(instance, variables);
    }
}
