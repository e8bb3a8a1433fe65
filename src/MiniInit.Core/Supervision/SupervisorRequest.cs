using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>What somebody may ask of the supervisor.</summary>
public abstract record SupervisorRequest
{
    private SupervisorRequest()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Start a job.</summary>
    /// <param name="Target">Which instance; it gets the variables.</param>
    /// <param name="Waits">Whether the answer comes once it is up, or its task is done.</param>
    public sealed record Start(JobTarget Target, bool Waits) : SupervisorRequest;

    /// <summary>
    /// Add a job that no file defines, and start it. It goes when it is down; until then no file can define one of its name.
    /// </summary>
    /// <param name="Job">The job.</param>
    public sealed record Run(JobDefinition Job) : SupervisorRequest;

    /// <summary>Stop a job, or call off that it starts again by itself.</summary>
    /// <param name="Target">Which instance; its helpers on the way down get the variables.</param>
    /// <param name="Waits">Whether the answer comes once it is down.</param>
    public sealed record Stop(JobTarget Target, bool Waits) : SupervisorRequest;

    /// <summary>Stop a job and start it again.</summary>
    /// <param name="Target">Which instance. It keeps the variables that it has.</param>
    /// <param name="Waits">Whether the answer comes once it is up again.</param>
    public sealed record Restart(JobTarget Target, bool Waits) : SupervisorRequest;

    /// <summary>
    /// Stop a job without asking its processes: SIGKILL at once to all of them, and no pre-stop. What comes after the
    /// main process runs all the same. It may be asked for while a stop is under way.
    /// </summary>
    /// <param name="Target">Which instance.</param>
    /// <param name="Waits">Whether the answer comes once it is down.</param>
    public sealed record Kill(JobTarget Target, bool Waits) : SupervisorRequest;

    /// <summary>Let a job read its files again.</summary>
    /// <param name="Target">Which instance.</param>
    public sealed record Reload(JobTarget Target) : SupervisorRequest;

    /// <summary>Send a signal. What it brings about is judged as if the process had done it by itself.</summary>
    /// <param name="Target">To which instance.</param>
    /// <param name="Signal">The signal.</param>
    /// <param name="Scope">To the main process alone, or with all others and the helper.</param>
    public sealed record SendSignal(JobTarget Target, Signal Signal, SignalScope Scope) : SupervisorRequest;

    /// <summary>
    /// Change the variables of an instance that is not down, for its processes from the next one on, also across
    /// respawns and restarts. A start begins with those that it gives.
    /// </summary>
    /// <param name="Target">Which instance.</param>
    /// <param name="Set">What is set; the last of a name counts.</param>
    /// <param name="Unset">What its processes do not get, wherever it came from.</param>
    /// <param name="Retains">
    /// Whether what the start or the job's <c>env</c> has set stays as it is. What is inherited is not known here.
    /// </param>
    public sealed record ChangeVariables(
        JobTarget Target, ValueList<EventVariable> Set, ValueList<string> Unset, bool Retains) : SupervisorRequest;

    /// <summary>Give an instance the variables back that it was started with.</summary>
    /// <param name="Target">Which instance.</param>
    public sealed record ResetVariables(JobTarget Target) : SupervisorRequest;

    /// <summary>Emit an event.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Waits">Whether the answer comes once everyone has handled it.</param>
    public sealed record EmitEvent(Event Event, bool Waits) : SupervisorRequest;

    /// <summary>Forget the last result of a job, and how often it was respawned.</summary>
    /// <param name="Job">Its name.</param>
    public sealed record Reset(string Job) : SupervisorRequest;
}
