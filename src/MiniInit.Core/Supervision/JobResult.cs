using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>How an instance's last run came out; kept until the next one, or until it is reset.</summary>
/// <param name="Failure">Why it failed; null if it did not.</param>
/// <param name="MainEnd">How the main process ended; null if there was none.</param>
/// <param name="At">When, on the clock that the shell hands in.</param>
public sealed record JobResult(JobFailure? Failure, ProcessEnd? MainEnd, TimeSpan At)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(JobResult);

    /// <summary>The condition that did not hold, so that there was no run; null if there was one.</summary>
    public string? Skipped { get; init; }
}
