namespace MiniInit.Core.Graphs;

/// <summary>Why what a job waits for does not come.</summary>
public enum UnreachableCause
{
    /// <summary>It is about a job that does not exist.</summary>
    NoSuchJob,

    /// <summary>It is an event that nothing emits.</summary>
    NobodyEmits,

    /// <summary>It is about a job that nothing starts either.</summary>
    NeverStarts,
}
