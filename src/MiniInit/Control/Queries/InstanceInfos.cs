using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>What the supervisor knows of instances, in the words of the protocol.</summary>
internal static class InstanceInfos
{
    /// <summary>Where an instance is.</summary>
    public static InstanceInfo Of(InstanceStatus status) => new(
        status.Job,
        status.Instance,
        status.Goal == JobGoal.Stop ? "stop" : "start",
        Word(Supervisor.Text(status.State)),
        status.MainPid > 0 ? status.MainPid : null,
        status is { HelperRole: ProcessRole role, HelperPid: > 0 } ? new HelperInfo(Word(Supervisor.Text(role)), status.HelperPid) : null,
        status is { IsReady: true, MainPid: > 0 });

    /// <summary>An instance of which nothing is left.</summary>
    public static InstanceInfo Down(string job, string instance) =>
        new(job, instance, "stop", "waiting", null, null, IsReady: false);

    /// <summary>A job whose file is wrong, and of which nothing runs.</summary>
    public static InstanceInfo Invalid(string job) => new(job, "", "stop", "invalid", null, null, IsReady: false);

    /// <summary>Why a run failed.</summary>
    public static FailureInfo Of(JobFailure? failure) => failure is null
        ? new FailureInfo("main", null, null, "it failed")
        : new FailureInfo(failure.Process, CodeOf(failure.End), SignalOf(failure.End), failure.Sentence);

    /// <summary>How the last run came out.</summary>
    /// <param name="result">The run.</param>
    /// <param name="at">When it ended, in microseconds since 1970.</param>
    public static ResultInfo Of(JobResult result, long at) => new(
        result.Failure is null ? null : Of(result.Failure), CodeOf(result.MainEnd), SignalOf(result.MainEnd), result.Skipped, at);

    /// <summary>Varlink's names have no hyphen.</summary>
    private static string Word(string text) => text.Replace('-', '_');

    private static int? CodeOf(ProcessEnd? end) => end is ProcessEnd.Exited exited ? exited.Code : null;

    private static string? SignalOf(ProcessEnd? end) =>
        end is ProcessEnd.Killed killed ? killed.Signal.Name : null;
}
