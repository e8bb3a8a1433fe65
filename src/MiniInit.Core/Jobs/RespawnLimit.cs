using System;

namespace MiniInit.Core.Jobs;

/// <summary>When respawning is given up, and what then.</summary>
public sealed record RespawnLimit
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(RespawnLimit);

    /// <summary>How many respawns there may be; null is any number.</summary>
    public int? Count { get; init; } = JobDefaults.RespawnCount;

    /// <summary>
    /// The window in which they are counted, as in Upstart; null counts those in a row, without a time of
    /// <see cref="RespawnDelay.Reset"/> in which the job stayed ready.
    /// </summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>What follows one more.</summary>
    public RespawnEnd Then { get; init; } = new RespawnEnd.Fail();
}
