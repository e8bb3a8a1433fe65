using System;
using System.Diagnostics;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>The words of messages, which are Upstart's.</content>
public sealed partial class Supervisor
{
    /// <summary>Gives a state as users see it: <c>pre-start</c>.</summary>
    /// <param name="state">The state.</param>
    public static string Text(JobState state) => state switch
    {
        JobState.Waiting => "waiting",
        JobState.Starting => "starting",
        JobState.PreStart => "pre-start",
        JobState.Spawned => "spawned",
        JobState.PostStart => "post-start",
        JobState.Running => "running",
        JobState.PreStop => "pre-stop",
        JobState.Stopping => "stopping",
        JobState.Killed => "killed",
        JobState.PostStop => "post-stop",
        JobState.Unkillable => "unkillable",
        _ => throw new UnreachableException($"{state}"),
    };

    /// <summary>Gives a process's part as users see it: <c>main</c>, <c>pre-start</c>.</summary>
    /// <param name="role">The part.</param>
    public static string Text(ProcessRole role) => role switch
    {
        ProcessRole.Main => "main",
        ProcessRole.PreStart => "pre-start",
        ProcessRole.PostStart => "post-start",
        ProcessRole.PreStop => "pre-stop",
        ProcessRole.PostStop => "post-stop",
        ProcessRole.Reload => "reload",
        _ => throw new UnreachableException($"{role}"),
    };

    /// <summary>How a process ended, as a part of a sentence: <c>terminated with status 1</c>.</summary>
    /// <param name="end">How; null for one that never ran.</param>
    public static string Text(ProcessEnd? end) => end switch
    {
        null => "never ran",
        ProcessEnd.Exited { Code: 0 } => "exited normally",
        ProcessEnd.Exited exited => $"terminated with status {exited.Code}",
        ProcessEnd.Killed killed => $"killed by {killed.Signal.Name} signal",
        _ => throw new UnreachableException(end.GetType().Name),
    };

    private static string Span(TimeSpan span) => Duration.Format(span);

    private void SayLate(JobInstance instance) => Say(
        LogLevel.Warn,
        instance,
        $"{Text(instance.State)} was not handled by everyone within its time limit; going on");
}
