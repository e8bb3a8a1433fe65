using System;
using System.Collections.Generic;
using System.Globalization;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Events: emitted, matched, handled, and waited for.</content>
public sealed partial class Supervisor
{
    private const string StartEvents = "UPSTART_EVENTS";
    private const string StopEvents = "UPSTART_STOP_EVENTS";

    private void Emit(PendingEvent pending)
    {
        if (_events.Count >= SupervisorLimits.PendingEvents + (SupervisorLimits.PendingEventsForAJob * _jobs.Count))
        {
            Say(LogLevel.Error, null, $"too many events wait to be handled; {pending.Event.Name} is dropped");
            pending.HasFailed = true;
            pending.IsDispatched = true;
            FinishIfDone(pending);
            return;
        }

        _events.Enqueue(pending);
    }

    /// <summary>Emits an event of the job's own; a hook if the state waits for it.</summary>
    private void EmitOwn(JobInstance instance, string name, bool withResult)
    {
        List<EventVariable> variables =
            [new EventVariable("JOB", instance.Definition.Name), new EventVariable("INSTANCE", instance.Name)];
        if (withResult)
        {
            AddResult(instance, variables);
        }

        foreach (string export in instance.Definition.Export)
        {
            if ((ValueOf(instance.Variables, export) ?? SetByJob(instance, export)) is string value
                && !variables.Exists(variable => variable.Name == export))
            {
                variables.Add(new EventVariable(export, value));
            }
        }

        bool isHook = name is "starting" or "stopping";
        PendingEvent pending = new(new Event(name, [.. variables])) { Emitter = isHook ? instance : null };
        instance.Emitted = isHook ? pending : instance.Emitted;
        Emit(pending);
    }

    /// <summary>What the job's own environment sets, as far as that follows from the variables of its start.</summary>
    private static string? SetByJob(JobInstance instance, string name) =>
        EntryOf(instance.Definition, name) is { Value: Expansion value }
            && value.TryExpand(
                variable => ValueOf(instance.Variables, variable) ?? OwnValue(instance.Definition, variable),
                out string? expanded,
                out _) ? expanded : null;

    private static void AddResult(JobInstance instance, List<EventVariable> variables)
    {
        if (instance.Failure is not JobFailure failure)
        {
            variables.Add(new EventVariable("RESULT", "ok"));
            return;
        }

        variables.Add(new EventVariable("RESULT", "failed"));
        variables.Add(new EventVariable("PROCESS", failure.Process));
        // As in Upstart, what was respawned too often has no code: no single end is why it was given up.
        ProcessEnd? end = failure.Process == Respawning ? null : failure.End;
        if (end is ProcessEnd.Exited exited)
        {
            variables.Add(new EventVariable("EXIT_STATUS", exited.Code.ToString(CultureInfo.InvariantCulture)));
        }
        else if (end is ProcessEnd.Killed killed)
        {
            variables.Add(new EventVariable("EXIT_SIGNAL", killed.Signal.Name));
        }
    }

    /// <summary>Asks all jobs whether an event concerns them: first those it stops, then those it starts.</summary>
    private void Dispatch(PendingEvent pending)
    {
        if (IsSaid(LogLevel.Debug))
        {
            Say(LogLevel.Debug, null, $"Handling {pending.Event.Name} event");
        }

        if (IsObserved)
        {
            _effects.Add(new SupervisorEffect.Emitted(pending.Event));
        }

        foreach (SupervisedJob job in _index.StopsOn(pending.Event.Name))
        {
            foreach (JobInstance instance in job.Instances)
            {
                Touch(instance);
                TryOffer(job, instance, pending);
            }
        }

        foreach (SupervisedJob job in _index.StartsOn(pending.Event.Name))
        {
            TryOffer(job, null, pending);
        }

        pending.IsDispatched = true;
        FinishIfDone(pending);
    }

    /// <summary>Offers an event to an instance that it may stop, else to the job that it may start.</summary>
    private void TryOffer(SupervisedJob job, JobInstance? instance, PendingEvent pending)
    {
#pragma warning disable CA1031 // A bug in one of the jobs must not keep the event from the others.
        try
        {
            if (instance is null)
            {
                _concerned = null;
                OfferStart(job, pending);
            }
            else
            {
                OfferStop(instance, pending);
            }
        }
        catch (Exception exception)
        {
            NoteBug(_concerned, exception);
        }
#pragma warning restore CA1031
    }

    private void OfferStop(JobInstance instance, PendingEvent pending)
    {
        // What cannot be killed holds nobody.
        if (instance.StopOn is not ExpressionState stopOn || instance.IsAtRest || instance.State == JobState.Unkillable
            || !stopOn.Handle(pending.Event, text => Expand(text, instance.Variables)))
        {
            return;
        }

        ValueList<EventVariable> variables = ValueList.From(stopOn.Environment(StopEvents));
        stopOn.Reset();
        Stop(instance, variables, new StopCause.Events(ValueOf(variables, StopEvents) ?? ""));
        Block(pending, instance, instance.StopAwaiters);
    }

    private void OfferStart(SupervisedJob job, PendingEvent pending)
    {
        if (job.StartOn is not ExpressionState startOn || job.IsRemoved
            || !startOn.Handle(pending.Event, text => Expand(text, [])))
        {
            return;
        }

        Fire(job, startOn, pending);
    }

    private void Fire(SupervisedJob job, ExpressionState startOn, PendingEvent? pending)
    {
        ValueList<EventVariable> variables = ValueList.From(startOn.Environment(StartEvents));
        startOn.Reset();
        if (IsShuttingDown)
        {
            return;
        }

        if (InstanceFor(job, variables, out RequestOutcome? outcome) is not JobInstance instance)
        {
            SayCannotStart(job, outcome);
            return;
        }

        instance.IsActivated = true;
        if (!instance.WantsUp)
        {
            Start(instance, variables, new StartCause.Events(ValueOf(variables, StartEvents) ?? ""));
            if (pending is not null)
            {
                Block(pending, instance, instance.StartAwaiters);
            }
        }
    }

    private void Block(PendingEvent pending, JobInstance instance, List<Awaiter> awaiters)
    {
        // A job that waits for its own event would wait for ever. One that it stops and starts is waited for once, by
        // the later of the two.
        if (pending.Emitter == instance)
        {
            return;
        }

        if (pending.Blocking?.ContainsKey(instance) == true)
        {
            instance.StopAwaiters.RemoveAll(awaiter => awaiter is Awaiter.Emission emission && emission.Pending == pending);
        }

        (pending.Blocking ??= [])[instance] = ++_waits;
        awaiters.Add(new Awaiter.Emission(pending));
        if (pending.Emitter is not null)
        {
            _mayBeCircular = true;
            pending.OpenedAt = _openHooks.Add(pending) ? _waits : pending.OpenedAt;
        }
    }

    private void Unblock(PendingEvent pending, JobInstance instance)
    {
        pending.Blocking?.Remove(instance);
        if (pending.Blocking is not { Count: > 0 })
        {
            _openHooks.Remove(pending);
            pending.OpenedAt = 0;
        }

        FinishIfDone(pending);
    }

    private void FinishIfDone(PendingEvent pending)
    {
        if (!pending.IsDone)
        {
            return;
        }

        if (pending.Emitter is JobInstance emitter && emitter.Emitted == pending)
        {
            emitter.Emitted = null;
            Stimulate(emitter, JobStimulus.EventHandled);
        }

        if (pending.Client is ClientTicket client)
        {
            AnswerWaiting(
                client,
                pending.HasFailed ? new RequestOutcome.EventFailed(pending.Event.Name) : new RequestOutcome.Done("", ""));
        }

        if (pending.HasFailed && !pending.Event.Name.EndsWith("/failed", StringComparison.Ordinal))
        {
            Emit(new PendingEvent(new Event(pending.Event.Name + "/failed", pending.Event.Variables.AsSpan())));
        }
    }

    private void NoteFiles(SupervisorInput.FilesChanged files)
    {
        _existingFiles.Clear();
        _existingFiles.UnionWith(files.Existing);
        OfferLevels(_index.LookingAtFiles());
    }

    /// <summary>Offers what holds now to those who look at this job.</summary>
    private void TellLevels(JobInstance instance) => OfferLevels(instance.Job.Watchers);

    private void OfferLevels(IReadOnlyList<SupervisedJob> jobs)
    {
        foreach (SupervisedJob job in jobs)
        {
            if (job.StartOn is ExpressionState startOn && startOn.SetLevels(HoldingLevels(startOn)) && !job.IsRemoved)
            {
                Fire(job, startOn, null);
            }

            foreach (JobInstance instance in job.Instances)
            {
                if (instance.StopOn is ExpressionState stopOn && stopOn.SetLevels(HoldingLevels(stopOn)) && instance.WantsUp)
                {
                    ValueList<EventVariable> variables = ValueList.From(stopOn.Environment(StopEvents));
                    stopOn.Reset();
                    Stop(instance, variables, new StopCause.Events(ValueOf(variables, StopEvents) ?? ""));
                }
            }
        }
    }

    private HashSet<EventExpression.Level> HoldingLevels(ExpressionState state)
    {
        HashSet<EventExpression.Level> holding = [];
        foreach (EventExpression operand in state.Expression.Operands)
        {
            if (operand is EventExpression.Level level && Holds(level))
            {
                _ = holding.Add(level);
            }
        }

        return holding;
    }

    private bool Holds(EventExpression.Level level) => level.Kind switch
    {
        LevelKind.Job => _jobs.TryGetValue(level.Name, out SupervisedJob? job) && IsLevelUp(job),
        LevelKind.File => _existingFiles.Contains(level.Name),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool IsLevelUp(SupervisedJob job)
    {
        foreach (JobInstance instance in job.Instances)
        {
            if (instance.Definition.Type == JobType.Task ? instance.IsDone : instance.IsUp)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Expand(string text, ValueList<EventVariable> variables) =>
        Expansion.TryParse(text, out Expansion? expansion, out _)
        && expansion.TryExpand(name => ValueOf(variables, name), out string? result, out _) ? result : null;

    private static string? ValueOf(ValueList<EventVariable> variables, string name)
    {
        for (int at = variables.Count - 1; at >= 0; at--)
        {
            if (variables[at].Name == name)
            {
                return variables[at].Value;
            }
        }

        return null;
    }
}
