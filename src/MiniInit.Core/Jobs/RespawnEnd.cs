using System;

namespace MiniInit.Core.Jobs;

/// <summary>What follows when a job was respawned too often.</summary>
public abstract record RespawnEnd
{
    private RespawnEnd()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The job fails.</summary>
    public sealed record Fail : RespawnEnd;

    /// <summary>The job fails and is started again later.</summary>
    /// <param name="Pause">How much later.</param>
    public sealed record Retry(TimeSpan Pause) : RespawnEnd;

    /// <summary>Init shuts down and ends with the job's last code, 1 in place of 0.</summary>
    public sealed record Exit : RespawnEnd;
}
