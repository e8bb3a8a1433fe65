using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>What a call is answered with when it cannot be done.</summary>
public abstract record ControlError
{
    private ControlError()
    {
    }

    /// <summary>Gives its name alone. What it holds is foreign; and what would print it all is 10 KB of process 1.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary><c>org.varlink.service.MethodNotFound</c>.</summary>
    /// <param name="Method">The method's full name.</param>
    public sealed record MethodNotFound(string Method) : ControlError;

    /// <summary><c>org.varlink.service.InterfaceNotFound</c>.</summary>
    /// <param name="Interface">Its name.</param>
    public sealed record InterfaceNotFound(string Interface) : ControlError;

    /// <summary><c>org.varlink.service.InvalidParameter</c>: it is missing, unknown, or of another type.</summary>
    /// <param name="Parameter">Its name.</param>
    public sealed record InvalidShape(string Parameter) : ControlError;

    /// <summary><c>org.varlink.service.ExpectedMore</c>: the method only works with <c>more</c>.</summary>
    public sealed record ExpectedMore : ControlError;

    /// <summary>There is no job of that name.</summary>
    /// <param name="Job">The name.</param>
    /// <param name="Nearest">One that is near; null for none.</param>
    public sealed record NoSuchJob(string Job, string? Nearest) : ControlError;

    /// <summary>The job has no such instance.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The name.</param>
    public sealed record NoSuchInstance(string Job, string Instance) : ControlError;

    /// <summary>No such variable is set.</summary>
    /// <param name="Name">The name.</param>
    public sealed record NoSuchVariable(string Name) : ControlError;

    /// <summary>The job's file is wrong.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Diagnostics">What is wrong.</param>
    public sealed record InvalidJob(string Job, IReadOnlyList<string> Diagnostics) : ControlError;

    /// <summary>It is up, or on its way up.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record AlreadyRunning(string Job, string Instance) : ControlError;

    /// <summary>It is down, or on its way down.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record NotRunning(string Job, string Instance) : ControlError;

    /// <summary>The name of the instance needs a variable that was not given.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Variable">Which.</param>
    /// <param name="Usage">The job's key <c>usage</c>.</param>
    public sealed record MissingVariable(string Job, string Variable, string? Usage) : ControlError;

    /// <summary>Not for now.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    /// <param name="Sentence">Why.</param>
    public sealed record Refused(string Job, string Instance, string Sentence) : ControlError;

    /// <summary>It was tried, and failed.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    /// <param name="Failure">What went wrong.</param>
    /// <param name="LastLines">The last lines of its output. They can hold anything.</param>
    public sealed record Failed(
        string Job, string Instance, FailureInfo Failure, IReadOnlyList<string> LastLines) : ControlError;

    /// <summary>Another request came in between.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record Overtaken(string Job, string Instance) : ControlError;

    /// <summary>A job that the event started or stopped failed.</summary>
    /// <param name="Event">The event.</param>
    public sealed record EventFailed(string Event) : ControlError;

    /// <summary>The time to wait is over. What was asked for goes on.</summary>
    /// <param name="Job">The job; null for an event.</param>
    /// <param name="Instance">The instance's name.</param>
    public sealed record Timeout(string? Job, string? Instance) : ControlError;

    /// <summary>The caller may not.</summary>
    /// <param name="Method">The method.</param>
    /// <param name="Job">With which job; null: with any.</param>
    /// <param name="Sentence">What exactly; null: the method.</param>
    public sealed record PermissionDenied(string Method, string? Job, string? Sentence = null) : ControlError;

    /// <summary>A value is wrong.</summary>
    /// <param name="Parameter">Which.</param>
    /// <param name="Sentence">What is wrong with it.</param>
    public sealed record InvalidParameter(string Parameter, string Sentence) : ControlError;

    /// <summary>There is too much of something.</summary>
    /// <param name="Sentence">Of what.</param>
    public sealed record Busy(string Sentence) : ControlError;

    /// <summary>Something went wrong in init.</summary>
    /// <param name="Sentence">What.</param>
    public sealed record Trouble(string Sentence) : ControlError;
}
