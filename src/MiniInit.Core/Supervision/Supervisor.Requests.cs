using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>What clients ask for.</content>
public sealed partial class Supervisor
{
    private void Answer(SupervisorInput.Asked asked)
    {
        if (TooMuch(asked.Request) is RequestOutcome refusal)
        {
            Answer(asked.Client, refusal);
            return;
        }

        switch (asked.Request)
        {
            case SupervisorRequest.Start start:
                AskStart(asked.Client, start);
                break;
            case SupervisorRequest.Run run:
                AskRun(asked.Client, run.Job);
                break;
            case SupervisorRequest.EmitEvent emit:
                AskEmit(asked.Client, emit);
                break;
            case SupervisorRequest.Reset reset:
                AskReset(asked.Client, reset);
                break;
            case SupervisorRequest.Stop stop:
                AskOf(asked, stop.Target);
                break;
            case SupervisorRequest.Restart restart:
                AskOf(asked, restart.Target);
                break;
            case SupervisorRequest.Kill kill:
                AskOf(asked, kill.Target);
                break;
            case SupervisorRequest.Reload reload:
                AskOf(asked, reload.Target);
                break;
            case SupervisorRequest.SendSignal send:
                AskOf(asked, send.Target);
                break;
            case SupervisorRequest.ChangeVariables change:
                AskOf(asked, change.Target);
                break;
            case SupervisorRequest.ResetVariables reset:
                AskOf(asked, reset.Target);
                break;
            default:
                throw new UnreachableException(asked.Request.GetType().Name);
        }
    }

    /// <summary>Refuses what brings long variables when instances hold a great many already.</summary>
    private RequestOutcome.Refused? TooMuch(SupervisorRequest request)
    {
        (string job, int length) = request switch
        {
            SupervisorRequest.Start start => (start.Target.Job, Census.LengthOf(start.Target.Variables)),
            SupervisorRequest.Stop stop => (stop.Target.Job, Census.LengthOf(stop.Target.Variables)),
            SupervisorRequest.Restart restart => (restart.Target.Job, Census.LengthOf(restart.Target.Variables)),
            SupervisorRequest.Kill kill => (kill.Target.Job, Census.LengthOf(kill.Target.Variables)),
            SupervisorRequest.ChangeVariables change =>
                (change.Target.Job, Census.LengthOf(change.Set) + Census.LengthOf(change.Unset)),
            SupervisorRequest.EmitEvent emit => ("", Census.LengthOf([.. emit.Event.Variables])),
            SupervisorRequest.Reload or SupervisorRequest.SendSignal or SupervisorRequest.ResetVariables
                or SupervisorRequest.Reset or SupervisorRequest.Run => ("", 0),
            _ => throw new UnreachableException(request.GetType().Name),
        };
        return length > SupervisorLimits.SmallVariableText
            && _census.VariableText + length > SupervisorLimits.AllVariableText
            ? new RequestOutcome.Refused(
                job, "", $"the variables of all instances have {_census.VariableText} characters, and there is no room for {length} more")
            : null;
    }

    /// <summary>Asks for something of an instance that there must be.</summary>
    private void AskOf(SupervisorInput.Asked asked, JobTarget target)
    {
        if (!TryFind(target, out JobInstance? instance, out RequestOutcome? outcome))
        {
            Answer(asked.Client, outcome);
            return;
        }

        Touch(instance);
        switch (asked.Request)
        {
            case SupervisorRequest.Stop stop:
                AskStop(asked.Client, instance, stop);
                break;
            case SupervisorRequest.Restart restart:
                AskRestart(asked.Client, instance, restart);
                break;
            case SupervisorRequest.Kill kill:
                AskKill(asked.Client, instance, kill);
                break;
            case SupervisorRequest.Reload:
                AskReload(asked.Client, instance);
                break;
            case SupervisorRequest.SendSignal send:
                AskSignal(asked.Client, instance, send);
                break;
            case SupervisorRequest.ChangeVariables change:
                AskChange(asked.Client, instance, change);
                break;
            case SupervisorRequest.ResetVariables:
                AskResetVariables(asked.Client, instance);
                break;
            default:
                throw new UnreachableException(asked.Request.GetType().Name);
        }
    }

    private void AskStart(ClientTicket client, SupervisorRequest.Start start)
    {
        if (FindJob(start.Target.Job) is not SupervisedJob job)
        {
            Answer(client, new RequestOutcome.NoSuchJob(start.Target.Job));
        }
        else if (IsShuttingDown)
        {
            Answer(client, new RequestOutcome.Refused(start.Target.Job, start.Target.Instance ?? "", EndOfInit));
        }
        else if (InstanceFor(job, start.Target, out ValueList<EventVariable> variables, out RequestOutcome? outcome)
            is not JobInstance instance)
        {
            Answer(client, outcome!);
        }
        else if (instance.WantsUp)
        {
            instance.IsActivated = true;
            Answer(client, AlreadyRunning(instance));
        }
        else if (job.IsRemoved)
        {
            Answer(client, Refused(instance, GoneFile(instance)));
            Forget(instance);
        }
        else if (instance.State == JobState.Unkillable)
        {
            Answer(client, Refused(instance, StillThere(instance)));
        }
        else
        {
            instance.IsActivated = true;
            instance.Respawns.Reset();
            Start(instance, variables, new StartCause.Asked());
            Await(client, start.Waits, instance, instance.StartAwaiters);
        }
    }

    private void AskRun(ClientTicket client, JobDefinition definition)
    {
        if (_jobs.ContainsKey(definition.Name) || IsShuttingDown)
        {
            Answer(client, new RequestOutcome.Refused(definition.Name, "", IsShuttingDown ? EndOfInit : "there is a job of that name"));
            return;
        }

        SupervisedJob job = Define(definition)!;
        (job.IsTransient, job.IsRemoved) = (true, true);
        Rebuild();
        Start(job.Instances[0], [], new StartCause.Asked());
        Answer(client, Done(job.Instances[0]));
    }

    private static string StillThere(JobInstance instance) => $"process {instance.Main?.Pid ?? 0} is still there after SIGKILL";

    private void AskStop(ClientTicket client, JobInstance instance, SupervisorRequest.Stop stop)
    {
        if (instance.WantsUp)
        {
            instance.StartsAgain = false;
            Stop(instance, stop.Target.Variables, new StopCause.Asked());
            Await(client, stop.Waits, instance, instance.StopAwaiters);
        }
        else if (instance.State == JobState.Unkillable)
        {
            Answer(client, Refused(instance, StillThere(instance)));
        }
        else
        {
            bool isCalledOff = TryCallOff(instance);
            bool isCleared = instance.Clearing != Clearing.None || (instance.IsAtRest && TryClear(instance, Clearing.AtRest));
            if (isCalledOff || isCleared)
            {
                Await(client, stop.Waits && !instance.IsAtRest, instance, instance.StopAwaiters);
            }
            else
            {
                Answer(client, NotRunning(instance));
            }
        }
    }

    /// <summary>Calls off that an instance, which is down or on its way, starts again by itself; false if it would not.</summary>
    private static bool TryCallOff(JobInstance instance)
    {
        if (instance is { StartsAgain: false, RetryAfter: null })
        {
            return false;
        }

        if (instance.StartsAgain)
        {
            CallOffRestarts(instance);
        }

        (instance.RetryAfter, instance.IsStopWanted, instance.StopCause) = (null, true, new StopCause.Asked());
        instance.Deadline = instance.IsAtRest ? null : instance.Deadline;
        return true;
    }

    private void AskRestart(ClientTicket client, JobInstance instance, SupervisorRequest.Restart restart)
    {
        if (IsShuttingDown)
        {
            Answer(client, Refused(instance, EndOfInit));
        }
        else if (!instance.WantsUp)
        {
            Answer(client, NotRunning(instance));
        }
        else if (instance.Job.IsRemoved)
        {
            Answer(client, Refused(instance, GoneFile(instance)));
        }
        else
        {
            instance.StartsAgain = true;
            Stop(instance, [], new StopCause.Asked());
            instance.IsActivated = true;
            Await(client, restart.Waits, instance, instance.StartAwaiters);
        }
    }

    private void AskReload(ClientTicket client, JobInstance instance)
    {
        // A program that is not ready may not have its handler yet, and the signal would end it.
        if (!instance.IsUp || instance.Main is not { Pid: > 0 } main)
        {
            Answer(client, NotRunning(instance));
            return;
        }

        if (instance.Helper is not null)
        {
            Answer(client, Refused(instance, "it is being reloaded already"));
            return;
        }

        if (instance.Definition.ReloadCommand is JobCommand command)
        {
            RunHelper(instance, ProcessRole.Reload, new Hook(command, SupervisorLimits.ReloadCommand));
        }
        else
        {
            Send(main, instance.Definition.ReloadSignal, SignalScope.Process, isWhole: false);
        }

        Answer(client, Done(instance));
    }

    private void AskReset(ClientTicket client, SupervisorRequest.Reset reset)
    {
        if (FindJob(reset.Job) is not SupervisedJob job)
        {
            Answer(client, new RequestOutcome.NoSuchJob(reset.Job));
            return;
        }

        foreach (JobInstance instance in job.Instances.ToArray())
        {
            instance.Respawns.Reset();
            instance.NoteChange();
            if (instance.IsAtRest)
            {
                (instance.LastResult, instance.Failure, instance.MainEnd, instance.IsDone) = (null, null, null, false);
                instance.StopCause = null;
                Forget(instance);
            }
        }

        Answer(client, new RequestOutcome.Done(reset.Job, ""));
    }

    private void AskEmit(ClientTicket client, SupervisorRequest.EmitEvent emit)
    {
        PendingEvent pending = new(emit.Event);
        if (!emit.Waits)
        {
            Answer(client, new RequestOutcome.Done("", ""));
        }
        else if (_clients.TryAdd(client.Number, new ClientWait(client, null, pending)))
        {
            pending.Client = client;
        }

        Emit(pending);
    }
}
