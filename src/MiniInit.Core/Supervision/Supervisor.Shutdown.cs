using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>The end: all jobs go down in order, inside one budget of time, and then init exits.</content>
public sealed partial class Supervisor
{
    private readonly Census _census = new();
    private bool _isHurried;
    private bool _isKilling;
    private bool _hasExited;
    private int? _askedCode;
    private int? _jobsCode;
    private TimeSpan? _shutdownDeadline;

    /// <summary>The first time begins a shutdown, the second hurries it, the third kills.</summary>
    /// <param name="isAgain">Whether it counts as asked once more if there was a time before.</param>
    /// <param name="type">What the end of a session is called.</param>
    private void AskShutdown(bool isAgain, string type)
    {
        if (!IsShuttingDown)
        {
            LeaveOrShutDown(isAgain, type);
        }
        else if (isAgain && !_isHurried)
        {
            Hurry();
        }
        else if (isAgain && !_isKilling)
        {
            KillEverything("asked for a third time");
        }
    }

    /// <summary>The end of a session is told first; whoever asks once more does not want to wait for that.</summary>
    private void LeaveOrShutDown(bool isAgain, string type)
    {
        if (IsSession && _sessionEnd is null)
        {
            LeaveSession(type);
        }
        else if (isAgain || _sessionEnd is null)
        {
            BeginShutdown();
        }
    }

    /// <summary>Ends init for a job's sake. The first such code counts, unless somebody asked for another one.</summary>
    private void EndInit(int exitCode)
    {
        _jobsCode ??= exitCode;
        AskShutdown(isAgain: false, SessionExit);
    }

    private void BeginShutdown()
    {
        IsShuttingDown = true;
        _sessionEndDeadline = null;
        _shutdownDeadline ??= _now + _init.ShutdownTimeout;
        Say(LogLevel.Message, null, $"shutting down, within {Span(_init.ShutdownTimeout)}");
        foreach (JobInstance instance in new List<JobInstance>(AllInstances()))
        {
            instance.StartsAgain = false;
            instance.IsActivated = false;
            instance.StopCause = instance.WantsUp ? new StopCause.Shutdown() : instance.StopCause;
            StopOne(instance);
            if (instance.IsAtRest)
            {
                _ = TryClear(instance, Clearing.AtRest);
            }
        }
    }

    private void Hurry()
    {
        _isHurried = true;
        Say(LogLevel.Message, null, "asked again: kill timeouts are cut to 1s");
        foreach (JobInstance instance in AllInstances())
        {
            if (instance.State == JobState.Killed && instance.Deadline > _now + SupervisorLimits.HurriedKill)
            {
                SetDeadline(instance, SupervisorLimits.HurriedKill);
            }
        }
    }

    private void PassShutdownDeadline()
    {
        if (_shutdownDeadline is not TimeSpan deadline || deadline > _now)
        {
            return;
        }

        if (!_isKilling)
        {
            KillEverything($"not done within {Span(_init.ShutdownTimeout)}");
        }
        else
        {
            Say(LogLevel.Error, null, $"exiting although {Blockers()} cannot be killed");
            Exit(ExitCode());
        }
    }

    private void KillEverything(string reason)
    {
        _isKilling = true;
        _shutdownDeadline = _now + SupervisorLimits.KillGrace;
        _effects.Add(new SupervisorEffect.KillAll());
        Say(LogLevel.Error, null, $"shutdown {reason}: killing everything; it waited for {Blockers()}");
    }

    /// <summary>Exits once all is down.</summary>
    private void AdvanceShutdown()
    {
        if (IsShuttingDown && !_hasExited && IsAllOver())
        {
            Exit(ExitCode());
        }
    }

    private bool IsAllOver() => _census[Standing.Alive] == 0
        && (_isKilling || _census[Standing.Up] + _census[Standing.Moving] == 0);

    private bool IsOver(JobInstance instance) =>
        instance.IsAtRest || instance.State == JobState.Unkillable || (_isKilling && HasNoProcess(instance));

    private static bool HasNoProcess(JobInstance instance) => instance.Main is null && instance.Helper is null;

    private int ExitCode() => _askedCode ?? _jobsCode ?? MainCode() ?? 0;

    private void Exit(int exitCode)
    {
        _hasExited = true;
        _shutdownDeadline = null;
        AnswerAll();
        _observation.Report(_effects);
        _effects.Add(new SupervisorEffect.Exit(exitCode));
    }

    /// <summary>The main job's code counts also where init was asked to end, and ended it.</summary>
    private int? MainCode()
    {
        foreach (JobInstance instance in AllInstances())
        {
            if (instance.Definition.IsMain)
            {
                return instance.MainEnd is ProcessEnd end ? ExitCodeOf(end, isFailure: false) : null;
            }
        }

        return null;
    }

    private string Blockers()
    {
        List<string> names = [];
        foreach (JobInstance instance in AllInstances())
        {
            if (!IsOver(instance) && names.Count < SupervisorLimits.NamesInAMessage)
            {
                names.Add($"{instance.Title} ({Text(instance.State)})");
            }
        }

        return names.Count == 0 ? "nothing" : string.Join(", ", names);
    }
}
