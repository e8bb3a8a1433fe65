using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>What somebody may ask of the supervisor.</summary>
public abstract record SupervisorRequest
{
    private SupervisorRequest()
    {
    }

    /// <summary>Start a job.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="Variables">What the instance gets.</param>
    /// <param name="Waits">Whether the answer comes once it is up, or its task is done.</param>
    public sealed record Start(string Job, ValueList<EventVariable> Variables, bool Waits) : SupervisorRequest;

    /// <summary>Stop a job.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="Variables">What tells the instance.</param>
    /// <param name="Waits">Whether the answer comes once it is down.</param>
    public sealed record Stop(string Job, ValueList<EventVariable> Variables, bool Waits) : SupervisorRequest;

    /// <summary>Stop a job and start it again.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="Variables">What tells the instance.</param>
    /// <param name="Waits">Whether the answer comes once it is up again.</param>
    public sealed record Restart(string Job, ValueList<EventVariable> Variables, bool Waits) : SupervisorRequest;

    /// <summary>Let a job read its files again.</summary>
    /// <param name="Job">Its name.</param>
    /// <param name="Variables">What tells the instance.</param>
    public sealed record Reload(string Job, ValueList<EventVariable> Variables) : SupervisorRequest;

    /// <summary>Emit an event.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Waits">Whether the answer comes once everyone has handled it.</param>
    public sealed record EmitEvent(Event Event, bool Waits) : SupervisorRequest;

    /// <summary>Forget the last result of a job, and how often it was respawned.</summary>
    /// <param name="Job">Its name.</param>
    public sealed record Reset(string Job) : SupervisorRequest;
}
