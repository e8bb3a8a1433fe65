namespace MiniInit.Core.Supervision;

/// <summary>Why one instance waits for another.</summary>
internal enum WaitKind
{
    /// <summary>The other comes first on the way up, or last on the way down.</summary>
    Order,

    /// <summary>Only one of the two may be up.</summary>
    Conflict,

    /// <summary>The other was started or stopped by the event that this one's state waits for.</summary>
    Hook,
}
