namespace MiniInit.Protocol.Messages;

/// <summary>The first thing that went wrong in a run.</summary>
/// <param name="Process">What failed, as events name it: <c>main</c>, <c>pre-start</c>, <c>dependency</c>.</param>
/// <param name="ExitCode">How it exited; null if it did not.</param>
/// <param name="Signal">What killed it, without SIG; null if nothing did.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record FailureInfo(string Process, int? ExitCode, string? Signal, string Sentence)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(FailureInfo);
}
