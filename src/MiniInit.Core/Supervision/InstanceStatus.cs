using System;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>Where an instance is, for those who ask.</summary>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; empty where there is one.</param>
/// <param name="Goal">Its goal; a respawn is shown as a start.</param>
/// <param name="State">Its state.</param>
/// <param name="MainPid">The main process; 0 for none, or one whose start is not answered yet.</param>
/// <param name="HelperRole">What the helper is, if there is one.</param>
/// <param name="HelperPid">The helper; 0 for none.</param>
/// <param name="IsReady">Whether the main process is ready.</param>
/// <param name="Respawns">How often it was respawned in a row.</param>
/// <param name="LastResult">How the last run came out; null if there was none.</param>
public sealed record InstanceStatus(
    string Job, string Instance, JobGoal Goal, JobState State, int MainPid, ProcessRole? HelperRole, int HelperPid,
    bool IsReady, int Respawns, JobResult? LastResult)
{
    /// <summary>Which start it is in, or was in last, counted over all instances from 1; 0 if it never was started.</summary>
    public long Invocation { get; init; }

    /// <summary>What the job last said of itself by <c>STATUS=</c>; null for nothing. May hold control characters.</summary>
    public string? StatusText { get; init; }

    /// <summary>Whether the job said <c>STOPPING=1</c>.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Whether the job said <c>RELOADING=1</c>, and not <c>READY=1</c> since.</summary>
    public bool IsReloading { get; init; }

    /// <summary>What the job gave by <c>ERRNO=</c>; null for nothing.</summary>
    public int? Errno { get; init; }

    /// <summary>
    /// When it got into its state, on the clock that is handed in; while it is down or waits to go up: since when it is
    /// one or the other. Null if it never was anything else.
    /// </summary>
    public TimeSpan? Since { get; init; }

    /// <summary>When it is started again by itself; null if it is not, or that has not been settled.</summary>
    public TimeSpan? NextAttempt { get; init; }

    /// <summary>Whether it runs by a definition that has been replaced by another one since.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Whether its file is gone: it is forgotten once it is down.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>The variables of its start, with what was changed of them since.</summary>
    public ValueList<EventVariable> Variables { get; init; } = [];

    /// <summary>Names that its processes do not get any more, wherever they come from.</summary>
    public ValueList<string> Removed { get; init; } = [];

    /// <summary>Gives the line of initctl: <c>web (tty1) start/running, process 1234</c>.</summary>
    public override string ToString()
    {
        string title = Instance.Length == 0 ? Job : $"{Job} ({Instance})";
        string line = $"{title} {(Goal == JobGoal.Stop ? "stop" : "start")}/{Supervisor.Text(State)}";
        string helper = HelperRole is ProcessRole role && HelperPid > 0 ? Supervisor.Text(role) : "";
        return (MainPid, helper) switch
        {
            (0, "") => line,
            (0, "post-start" or "pre-stop") => $"{line}, ({helper}) process {HelperPid}",
            (0, _) => $"{line}, process {HelperPid}",
            (_, "") => $"{line}, process {MainPid}",
            _ => $"{line}, process {MainPid}\n\t{helper} process {HelperPid}",
        };
    }
}
