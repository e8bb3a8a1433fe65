using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Control.Queries;

/// <summary>All there is to say of instances, as far as the one who asks may know it.</summary>
internal sealed class StatusQuery(
    Supervisor supervisor, RunningConfiguration configuration, Families families, LogBook logs, AccessRules access)
{
    /// <summary>What is told of an instance.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="status">The instance.</param>
    /// <param name="call">What is asked.</param>
    public StatusInfo InfoOf(Caller caller, InstanceStatus status, ControlCall.Status call)
    {
        bool knowsMore = access.May(caller, "status", status.Job);
        JobDefinition? definition = supervisor.DefinitionOf(status.Job);
        Invocation? latest = families.Invocations.Latest(status.Job, status.Instance);
        List<ProcessInfo>? processes = knowsMore && !call.IsBrief ? ProcessesOf(status) : null;
        return new StatusInfo(InstanceInfos.Of(status), WordOf(definition?.Ready ?? new Readiness.Exec()), status.Respawns)
        {
            Description = definition?.Description,
            File = configuration.FileOf(status.Job),
            Diagnostics = knowsMore ? configuration.DiagnosticsOf(status.Job) : null,
            Since = TimeOf(status.Since),
            NextAttempt = TimeOf(status.NextAttempt),
            StatusText = status.StatusText,
            IsStopping = status.IsStopping,
            IsReloading = status.IsReloading,
            Errno = status.Errno,
            IsChanged = status.IsChanged,
            IsRemoved = status.IsRemoved,
            LastResult = status.LastResult is JobResult result ? InstanceInfos.Of(result, WallTime.Of(result.At)) : null,
            Tracking = latest is null ? null : latest.IsInLeaf ? "cgroup"
                : families.Invocations.MarkOf(latest) is null ? "descent" : "mark",
            Invocation = status.Invocation,
            Strays = StraysOf(status, processes),
            Processes = processes,
            LastLines = !call.IsBrief && access.May(caller, "logs", status.Job)
                ? logs.LastLines(status.Job, status.Instance, LinesOf(call), ControlLimits.LogBytesPerReply) : null,
        };
    }

    /// <summary>What is told of a job whose file is wrong, and of which nothing runs.</summary>
    public StatusInfo InvalidOf(Caller caller, string job) => new(InstanceInfos.Invalid(job), "exec", 0)
    {
        File = configuration.FileOf(job),
        Diagnostics = access.May(caller, "status", job) ? configuration.DiagnosticsOf(job) : null,
    };

    private List<ProcessInfo> ProcessesOf(InstanceStatus status)
    {
        List<ProcessInfo> processes = [];
        if (status.MainPid > 0 || status.HelperPid > 0 || families.Orphans.Has(status.Job, status.Instance))
        {
            new ProcessRows(families).Add(status, processes, ControlLimits.ProcessesPerReply);
        }

        return processes;
    }

    /// <summary>Of all processes if they were looked at, else the orphans that are known: a brief answer is to be cheap.</summary>
    private int StraysOf(InstanceStatus status, List<ProcessInfo>? processes)
    {
        int count = 0;
        foreach (ProcessInfo process in processes ?? [])
        {
            count += process.Role == "stray" ? 1 : 0;
        }

        bool isUp = status.MainPid > 0 || status.HelperPid > 0;
        foreach (Invocation invocation in processes is null ? families.Invocations.Of(status.Job, status.Instance) : [])
        {
            count += isUp && invocation.IsCurrent ? 0 : invocation.Orphans;
        }

        return count;
    }

    private static int LinesOf(ControlCall.Status call) =>
        Math.Clamp(call.Lines ?? ControlLimits.StatusLines, 0, ControlLimits.MostStatusLines);

    private static long? TimeOf(TimeSpan? instant) => instant is TimeSpan some ? WallTime.Of(some) : null;

    /// <summary>Clients are told of a file and of a time as of any other look at a job.</summary>
    private static string WordOf(Readiness readiness) => readiness is Readiness.File or Readiness.Alive ? "probe" : readiness.Word;
}
