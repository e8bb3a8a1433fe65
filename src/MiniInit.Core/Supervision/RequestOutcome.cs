namespace MiniInit.Core.Supervision;

/// <summary>What became of a request. Whoever asks in words gets them from the client's side.</summary>
public abstract record RequestOutcome
{
    private RequestOutcome()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>It was done.</summary>
    /// <param name="Job">The job; empty for an event.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    public sealed record Done(string Job, string Instance) : RequestOutcome;

    /// <summary>There is no such job.</summary>
    /// <param name="Job">The name that was given.</param>
    public sealed record NoSuchJob(string Job) : RequestOutcome;

    /// <summary>The job has no such instance.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The name that was given, or that the variables come to.</param>
    public sealed record NoSuchInstance(string Job, string Instance) : RequestOutcome;

    /// <summary>The name of the instance needs a variable that was not given.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Variable">Which.</param>
    /// <param name="Usage">The job's key <c>usage</c>; null if it has none.</param>
    public sealed record MissingVariable(string Job, string Variable, string? Usage) : RequestOutcome;

    /// <summary>What was given does not come to the name of an instance.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Sentence">Why.</param>
    public sealed record BadInstance(string Job, string Sentence) : RequestOutcome;

    /// <summary>It is up, or on its way up.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record AlreadyRunning(string Job, string Instance) : RequestOutcome;

    /// <summary>It is down, or on its way down, or has no process that could be meant.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record NotRunning(string Job, string Instance) : RequestOutcome;

    /// <summary>It was not tried, or given up before it began, though nothing is wrong with the request.</summary>
    /// <param name="Job">The job; empty for an event.</param>
    /// <param name="Instance">The instance's name.</param>
    /// <param name="Sentence">Why: <c>init is shutting down</c>.</param>
    public sealed record Refused(string Job, string Instance, string Sentence) : RequestOutcome;

    /// <summary>It was tried, and failed.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    /// <param name="Failure">What went wrong; null if that is not known.</param>
    public sealed record Failed(string Job, string Instance, JobFailure? Failure) : RequestOutcome;

    /// <summary>Something else was asked for in between: a stop while a start was waited for, a start before a stop was over.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record Overtaken(string Job, string Instance) : RequestOutcome;

    /// <summary>A job that the event started or stopped failed.</summary>
    /// <param name="Event">The event's name.</param>
    public sealed record EventFailed(string Event) : RequestOutcome;
}
