namespace MiniInit.Protocol.Messages;

/// <summary>Whether a call is answered when it is done, or when it is begun.</summary>
/// <param name="IsWanted">Whether to wait.</param>
/// <param name="Timeout">After how long the waiting ends with the error Timeout, in milliseconds; null: never.</param>
public sealed record Waiting(bool IsWanted, long? Timeout)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Waiting);
}
