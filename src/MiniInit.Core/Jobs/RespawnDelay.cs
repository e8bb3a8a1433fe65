using System;

namespace MiniInit.Core.Jobs;

/// <summary>How the pause before a respawn grows.</summary>
/// <remarks>The first respawn of a job that was ready has none.</remarks>
public sealed record RespawnDelay
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(RespawnDelay);

    /// <summary>The pause before the second respawn in a row.</summary>
    public TimeSpan Min { get; init; } = JobDefaults.RespawnDelayMin;

    /// <summary>The longest pause.</summary>
    public TimeSpan Max { get; init; } = JobDefaults.RespawnDelayMax;

    /// <summary>By how much each pause is longer than the one before, 1 to 100.</summary>
    public double Factor { get; init; } = JobDefaults.RespawnDelayFactor;

    /// <summary>How long a job stays ready until the next respawn is a first one again.</summary>
    public TimeSpan Reset { get; init; } = JobDefaults.RespawnDelayReset;
}
