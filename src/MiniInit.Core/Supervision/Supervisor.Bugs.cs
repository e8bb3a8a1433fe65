using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Bugs: what must not be and is. It costs the job that it shows in, and nothing else.</content>
/// <remarks>
/// Each step is guarded by itself, so that what follows for other jobs is done all the same. The job is given up: its
/// processes are killed, and it goes down from <see cref="JobState.Killed"/> on like any other, which answers all who
/// wait. If that fails too, it is put down by force.
/// </remarks>
public sealed partial class Supervisor
{
    private const string Internal = "internal";
    private readonly InputTrail _trail = new();
    private readonly List<JobInstance> _touched = [];
    private JobInstance? _concerned;

    /// <summary>Notes that an instance is to be checked once all is done that follows from this input.</summary>
    private void Touch(JobInstance instance)
    {
        _concerned = instance;
        if (!instance.IsTouched)
        {
            instance.IsTouched = true;
            _touched.Add(instance);
        }
    }

    /// <summary>Looks whether what this input changed is in order.</summary>
    private void CheckTouched()
    {
        for (int at = 0; at < _touched.Count; at++)
        {
            _touched[at].IsTouched = false;
            if (Violation(_touched[at]) is string violation)
            {
                NoteBug(_touched[at], violation);
            }
        }

        _touched.Clear();
    }

    /// <summary>Gives what is wrong with an instance between two inputs; null for nothing.</summary>
    internal string? Violation(JobInstance instance)
    {
        bool hasLimit = instance.Deadline is not null;
        return instance.State switch
        {
            _ when IsUnknown(instance.Main) || IsUnknown(instance.Helper) => "waits for a process that nobody will report",
            JobState.Waiting when instance.Main is not null || instance.Helper is not null => "is down with a process",
            JobState.Starting or JobState.Stopping when !hasLimit => "waits for its event without a limit",
            JobState.PreStart or JobState.PostStart or JobState.PreStop or JobState.PostStop
                when instance.Helper is null || !hasLimit => "waits for a helper that is not there, or without a limit",
            JobState.Spawned when instance.Main is null || !hasLimit => "waits for a process that is not there, or without a limit",
            JobState.Running when instance.Helper is not null && !hasLimit => "waits for a reload without a limit",
            JobState.Running when instance.Main is { Search.IsOpen: true } && !hasLimit => "looks for its main process without a limit",
            JobState.Killed or JobState.PostStop or JobState.Unkillable when instance.Main is { Search.IsOpen: true } => "is to end what it looks for",
            JobState.Running when instance is { Main: null, Helper: null, Definition.Command: not null } => "is up without a process",
            JobState.Killed when (instance.Main is null && instance.Remains is null) || !hasLimit => "waits for the end of nothing, or without a limit",
            JobState.Unkillable when instance.Main is null => "cannot be killed, and has no process",
            _ => null,
        };
    }

    private bool IsUnknown(RunningProcess? process) =>
        process is not null && _processes.GetValueOrDefault(process.Ticket.Number) != process;

    private void NoteBug(JobInstance? instance, Exception exception) =>
        NoteBug(instance, $"{exception.GetType().Name}: {exception.Message}");

    private void NoteBug(JobInstance? instance, string problem)
    {
        Say(LogLevel.Error, instance, $"internal error, {(instance is null ? "which is left at that" : "the job is given up")}: {problem}");
        Say(LogLevel.Error, instance, $"the inputs before it: {_trail}");
        if (instance is null)
        {
            return;
        }

#pragma warning disable CA1031 // Whatever it is: the supervisor lives on.
        try
        {
            GiveUp(instance, problem);
        }
        catch (Exception exception)
        {
            Say(LogLevel.Error, instance, $"internal error again, it is put down by force: {exception.GetType().Name}: {exception.Message}");
            PutDown(instance, problem);
        }
#pragma warning restore CA1031
    }

    private void GiveUp(JobInstance instance, string problem)
    {
        if (instance.IsGivenUp)
        {
            PutDown(instance, problem);
            return;
        }

        instance.IsGivenUp = true;
        DropByForce(instance);
        KillOutright(instance.Helper);
        KillOutright(instance.Main);
        (instance.Helper, instance.Emitted, instance.RetryAfter) = (null, null, null);
        (instance.StartsAgain, instance.IsActivated, instance.IsStopWanted) = (false, false, false);
        instance.Main = IsUnknown(instance.Main) ? null : instance.Main;
        (instance.Remains, instance.HasStrays, instance.Clearing) = (null, false, Clearing.None);
        MoveTo(instance, JobState.Killed);
        SetDeadline(instance, SupervisorLimits.KillGrace);
        Fail(instance, new JobFailure(Internal, null, $"internal error: {problem}"));
        instance.Goal = JobGoal.Stop;
        if (instance.Main is null)
        {
            Stimulate(instance, JobStimulus.ProcessesGone);
        }
    }

    /// <summary>Puts an instance down without any of what goes with that but the answers, since that is what failed.</summary>
    private void PutDown(JobInstance instance, string problem)
    {
        DropByForce(instance);
        KillOutright(instance.Helper);
        KillOutright(instance.Main);
        (instance.Main, instance.Helper, instance.Emitted, instance.Deadline) = (null, null, null, null);
        (instance.Remains, instance.HasStrays, instance.Clearing) = (null, false, Clearing.None);
        (instance.Goal, instance.RetryAfter) = (JobGoal.Stop, null);
        MoveTo(instance, JobState.Waiting);
        (instance.StartsAgain, instance.IsActivated) = (false, false);
        instance.Failure ??= new JobFailure(Internal, null, $"internal error: {problem}");
        instance.LastResult = new JobResult(instance.Failure, instance.MainEnd, _now);
        FinishStart(instance, Failed(instance, instance.Failure), isFailure: true);
        FinishStop(instance, Done(instance));
    }

    /// <summary>Ends what is left of a daemon whose main process is not known, without waiting for that.</summary>
    private void DropByForce(JobInstance instance)
    {
        if (instance.Main is { Search.IsOpen: true } main)
        {
            DropSought(instance);
            _effects.Add(new SupervisorEffect.EndRemains(
                instance.Job.Definition.Name, instance.Name, main.SessionPid, Signal.Kill, SignalScope.Tree));
        }
    }

    /// <summary>Not by way of the definition, which may be what is broken.</summary>
    private void KillOutright(RunningProcess? process)
    {
        if (process is { Pid: > 0 } && !IsUnknown(process))
        {
            Send(process, Signal.Kill, SignalScope.Tree, isWhole: true);
        }

        if (process is not null)
        {
            process.Kill = KillStage.Killed;
        }
    }
}
