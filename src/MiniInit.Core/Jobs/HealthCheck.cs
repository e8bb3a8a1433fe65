using System;

namespace MiniInit.Core.Jobs;

/// <summary>How a running job is asked whether it still serves.</summary>
/// <param name="Probe">What is tried.</param>
public sealed record HealthCheck(Probe Probe)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(HealthCheck);

    /// <summary>The pause between two tries.</summary>
    public TimeSpan Every { get; init; } = JobDefaults.HealthEvery;

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = JobDefaults.HealthTimeout;

    /// <summary>How many bad tries in a row make it unhealthy, 1 or more.</summary>
    public int Retries { get; init; } = JobDefaults.HealthRetries;

    /// <summary>How long after the start bad tries do not count.</summary>
    public TimeSpan StartPeriod { get; init; } = TimeSpan.Zero;

    /// <summary>What follows when it is unhealthy.</summary>
    public HealthAction Action { get; init; } = HealthAction.None;
}
