namespace MiniInit.Core.Jobs;

/// <summary>What follows when the kernel or the container refuses a part of a sandbox.</summary>
public enum OnUnavailable
{
    /// <summary>The job runs without it, and a warning says so.</summary>
    Warn,

    /// <summary>The job fails.</summary>
    Fail,
}
