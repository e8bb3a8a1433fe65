using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>Which instance of a job a request is for: by its name, or by the variables that tell it.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Instance">
/// The instance's name, of one that exists; a start also makes it where the job's key <c>instance</c> is one variable.
/// Null: the variables tell.
/// </param>
/// <param name="Variables">What tells the instance, and what a start or a stop hands to it.</param>
public sealed record JobTarget(string Job, string? Instance, ValueList<EventVariable> Variables)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(JobTarget);
}
