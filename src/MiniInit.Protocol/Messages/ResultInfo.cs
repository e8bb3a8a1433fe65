namespace MiniInit.Protocol.Messages;

/// <summary>How the last run came out.</summary>
/// <param name="Failure">Why it failed; null if it did not.</param>
/// <param name="ExitCode">How the main process exited; null if it did not, or there was none.</param>
/// <param name="Signal">What killed the main process, without SIG; null if nothing did.</param>
/// <param name="Skipped">The condition that did not hold, so that there was no run; null if there was one.</param>
/// <param name="At">When, in microseconds since 1970.</param>
public sealed record ResultInfo(FailureInfo? Failure, int? ExitCode, string? Signal, string? Skipped, long At)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ResultInfo);
}
