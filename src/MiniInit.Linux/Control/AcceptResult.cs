namespace MiniInit.Linux.Control;

/// <summary>What became of a try to accept a connection.</summary>
public enum AcceptResult
{
    /// <summary>Nobody waits.</summary>
    None,

    /// <summary>There is a connection.</summary>
    Accepted,

    /// <summary>No descriptor was left: one connection was closed at once, so that it does not wait. Others may.</summary>
    Refused,

    /// <summary>
    /// Neither descriptors nor memory are left, not even to refuse. Whoever waits goes on waiting, and the descriptor
    /// stays readable: look away for a while.
    /// </summary>
    Exhausted,
}
