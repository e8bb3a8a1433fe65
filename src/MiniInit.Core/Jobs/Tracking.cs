namespace MiniInit.Core.Jobs;

/// <summary>By what the processes of a job are known wherever they go.</summary>
public enum Tracking
{
    /// <summary>By the best there is: a mark that all of them inherit, and what is known without it.</summary>
    Auto,

    /// <summary>By their parents and sessions alone; nothing is set for them.</summary>
    None,
}
