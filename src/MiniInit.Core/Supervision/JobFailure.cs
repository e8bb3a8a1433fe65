using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>Why an instance of a job failed: the first thing that went wrong since it was started.</summary>
/// <param name="Process">
/// What failed, as events name it: <c>main</c>, <c>pre-start</c>, <c>respawn</c>, <c>dependency</c> and so on.
/// </param>
/// <param name="End">How the process ended; null where it never ran, or ran too long.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record JobFailure(string Process, ProcessEnd? End, string Sentence)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(JobFailure);
}
