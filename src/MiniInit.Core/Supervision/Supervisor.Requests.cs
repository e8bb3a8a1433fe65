using System;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>What clients ask for; the sentences of refusals are Upstart's.</content>
public sealed partial class Supervisor
{
    private void Answer(SupervisorInput.Asked asked)
    {
        switch (asked.Request)
        {
            case SupervisorRequest.Start start:
                AskStart(asked.Client, start);
                break;
            case SupervisorRequest.Stop stop:
                AskStop(asked.Client, stop);
                break;
            case SupervisorRequest.Restart restart:
                AskRestart(asked.Client, restart);
                break;
            case SupervisorRequest.Reload reload:
                AskReload(asked.Client, reload);
                break;
            case SupervisorRequest.EmitEvent emit:
                Emit(new PendingEvent(emit.Event) { Client = emit.Waits ? asked.Client : null });
                if (!emit.Waits)
                {
                    Say(asked.Client, null);
                }

                break;
            case SupervisorRequest.Reset reset:
                AskReset(asked.Client, reset);
                break;
            default:
                throw new UnreachableException(asked.Request.GetType().Name);
        }
    }

    private void AskStart(ClientTicket client, SupervisorRequest.Start start)
    {
        if (FindJob(start.Job) is not SupervisedJob job)
        {
            Say(client, $"Unknown job: {start.Job}");
        }
        else if (IsShuttingDown)
        {
            Say(client, $"Job cannot be started during a shutdown: {start.Job}");
        }
        else if (InstanceFor(job, start.Variables, out string problem) is not JobInstance instance)
        {
            Say(client, problem);
        }
        else if (instance.WantsUp)
        {
            instance.IsActivated = true;
            Say(client, $"Job is already running: {instance.Title}");
        }
        else if (instance.State == JobState.Unkillable)
        {
            Say(client, $"Job cannot be started until process {instance.Main?.Pid ?? 0} is gone: {instance.Title}");
        }
        else
        {
            instance.IsActivated = true;
            instance.Respawns.Reset();
            Start(instance, start.Variables);
            Await(client, start.Waits, instance.StartAwaiters);
        }
    }

    private void AskStop(ClientTicket client, SupervisorRequest.Stop stop)
    {
        if (Existing(client, stop.Job, stop.Variables) is not JobInstance instance)
        {
            return;
        }

        if (!instance.WantsUp)
        {
            instance.RetryAfter = null;
            instance.Deadline = instance.IsAtRest ? null : instance.Deadline;
            Say(client, $"Job has already been stopped: {instance.Title}");
            return;
        }

        Stop(instance, stop.Variables);
        Await(client, stop.Waits, instance.StopAwaiters);
    }

    private void AskRestart(ClientTicket client, SupervisorRequest.Restart restart)
    {
        if (Existing(client, restart.Job, restart.Variables) is not JobInstance instance)
        {
            return;
        }

        if (!instance.WantsUp || IsShuttingDown)
        {
            Say(client, $"Job has already been stopped: {instance.Title}");
            return;
        }

        instance.StartsAgain = true;
        Stop(instance, []);
        instance.IsActivated = true;
        Await(client, restart.Waits, instance.StartAwaiters);
    }

    private void AskReload(ClientTicket client, SupervisorRequest.Reload reload)
    {
        if (Existing(client, reload.Job, reload.Variables) is not JobInstance instance)
        {
            return;
        }

        // A program that is not ready may not have its handler yet, and the signal would end it.
        if (!instance.IsUp || instance.Main is not { Pid: > 0 } main)
        {
            Say(client, $"Job is not running: {instance.Title}");
            return;
        }

        if (instance.Helper is not null)
        {
            Say(client, $"Job is already being reloaded: {instance.Title}");
            return;
        }

        if (instance.Definition.ReloadCommand is JobCommand command)
        {
            RunHelper(instance, ProcessRole.Reload, new Hook(command, SupervisorLimits.ReloadCommand));
        }
        else
        {
            _effects.Add(new SupervisorEffect.Send(
                main.Ticket, main.Pid, instance.Definition.ReloadSignal, SignalScope.Process));
        }

        Say(client, null);
    }

    private void AskReset(ClientTicket client, SupervisorRequest.Reset reset)
    {
        if (FindJob(reset.Job) is not SupervisedJob job)
        {
            Say(client, $"Unknown job: {reset.Job}");
            return;
        }

        foreach (JobInstance instance in job.Instances.ToArray())
        {
            instance.Respawns.Reset();
            if (instance.IsAtRest)
            {
                (instance.LastResult, instance.Failure, instance.MainEnd, instance.IsDone) = (null, null, null, false);
                Forget(instance);
            }
        }

        Say(client, null);
    }

    private SupervisedJob? FindJob(string name) =>
        _jobs.TryGetValue(name, out SupervisedJob? job) && !(job.IsRemoved && Array.TrueForAll(job.Instances.ToArray(), instance => instance.IsAtRest))
            ? job : null;

    /// <summary>Gives an instance that there is; answers if there is none.</summary>
    private JobInstance? Existing(ClientTicket client, string job, ValueList<EventVariable> variables)
    {
        if (FindJob(job) is not SupervisedJob found)
        {
            Say(client, $"Unknown job: {job}");
            return null;
        }

        if (!TryName(found.Definition, variables, out string name, out string problem))
        {
            Say(client, problem);
            return null;
        }

        if (found.Instances.TryFind(name, out JobInstance? instance))
        {
            Touch(instance);
        }
        else
        {
            Say(client, $"Unknown instance: {job} ({name})");
        }

        return instance;
    }

    /// <summary>Gives the instance that variables name, a new one if need be.</summary>
    private JobInstance? InstanceFor(SupervisedJob job, ValueList<EventVariable> variables, out string problem)
    {
        if (!TryName(job.Definition, variables, out string name, out problem))
        {
            return null;
        }

        if (!job.Instances.TryFind(name, out JobInstance? instance))
        {
            if (job.Instances.Count >= SupervisorLimits.Instances && !TryForgetOldest(job))
            {
                problem = $"{job.Definition.Name} has {SupervisorLimits.Instances} instances, which are the most";
                return null;
            }

            instance = new JobInstance(job, name, job.Definition, _census);
            job.Instances.Add(instance);
        }

        Touch(instance);
        return instance;
    }

    /// <summary>Makes room for a new instance: the result that is the oldest is forgotten, as if it were reset.</summary>
    private bool TryForgetOldest(SupervisedJob job)
    {
        JobInstance? oldest = null;
        foreach (JobInstance instance in job.Instances)
        {
            if (instance is { IsAtRest: true, RetryAfter: null, LastResult: JobResult result }
                && (oldest?.LastResult is not JobResult other || result.At < other.At))
            {
                oldest = instance;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        oldest.LastResult = null;
        return TryForget(oldest);
    }

    private static bool TryName(
        JobDefinition job, ValueList<EventVariable> variables, out string name, out string problem)
    {
        (name, problem) = ("", "");
        if (job.Instance is not Expansion expansion)
        {
            return true;
        }

        if (expansion.TryExpand(variable => ValueOf(variables, variable) ?? OwnValue(job, variable), out string? expanded,
            out ExpansionError error))
        {
            name = expanded;
            return true;
        }

        string usage = job.Usage is string text ? $"\nUsage: {text}" : "";
        problem = error.UnknownVariable is string unknown ? $"Unknown parameter: {unknown}{usage}" : error.Error.Message;
        return false;
    }

    private static string? OwnValue(JobDefinition job, string variable) =>
        EntryOf(job, variable) is { Value.IsConstant: true } own ? own.Value.Text : null;

    /// <summary>The last entry of a name counts.</summary>
    private static EnvironmentEntry? EntryOf(JobDefinition job, string variable)
    {
        EnvironmentEntry? found = null;
        foreach (EnvironmentEntry entry in job.Environment)
        {
            found = entry.Name == variable ? entry : found;
        }

        return found;
    }

    private void Await(ClientTicket client, bool waits, System.Collections.Generic.List<Awaiter> awaiters)
    {
        if (waits)
        {
            awaiters.Add(new Awaiter.Client(client));
        }
        else
        {
            Say(client, null);
        }
    }

    private void Say(ClientTicket client, string? problem) =>
        _effects.Add(new SupervisorEffect.Answer(client, problem));
}
