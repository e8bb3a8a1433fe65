using System.Collections.Generic;
using MiniInit.Core.Events;

namespace MiniInit.Core.Supervision;

/// <summary>An event that is being handled: it is done once all jobs that it started or stopped have got there.</summary>
internal sealed class PendingEvent(Event occurred)
{
    public Event Event => occurred;

    /// <summary>The instances that are still on their way because of it, and since which wait.</summary>
    public Dictionary<JobInstance, long>? Blocking { get; set; }

    /// <summary>The number of the wait by which it became one that an emitter waits for; 0 while it is none.</summary>
    public long OpenedAt { get; set; }

    /// <summary>Whether all jobs have been asked whether it concerns them.</summary>
    public bool IsDispatched { get; set; }

    /// <summary>Whether a job failed that it started or stopped.</summary>
    public bool HasFailed { get; set; }

    /// <summary>The instance whose <c>starting</c> or <c>stopping</c> it is, and which waits for it; null for others.</summary>
    public JobInstance? Emitter { get; init; }

    /// <summary>Who emitted it and waits for an answer; null for nobody, and once he is gone.</summary>
    public ClientTicket? Client { get; set; }

    public bool IsDone => IsDispatched && Blocking is not { Count: > 0 };
}
