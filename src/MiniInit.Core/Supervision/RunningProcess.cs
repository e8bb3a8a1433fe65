using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>A process that was asked for and is not known to be gone.</summary>
internal sealed class RunningProcess(ProcessTicket ticket, JobInstance instance, ProcessRole role, TimeSpan since)
{
    public ProcessTicket Ticket => ticket;

    public JobInstance Instance => instance;

    public ProcessRole Role => role;

    /// <summary>When it was asked for.</summary>
    public TimeSpan Since => since;

    /// <summary>Its process id; 0 until it is started, and while it is looked for.</summary>
    public int Pid { get; set; }

    /// <summary>The process id it was started with, which its session and its group have too; 0 until it is started.</summary>
    public int SessionPid { get; set; }

    /// <summary>What is known of the main process of a daemon; null for any other.</summary>
    public DaemonSearch? Search { get; init; }

    /// <summary>How far it has been asked to end; what came before there was a pid is sent once there is one.</summary>
    public KillStage Kill { get; set; }

    /// <summary>Whether its start is not waited for any more.</summary>
    public bool IsGivenUp { get; set; }
}
