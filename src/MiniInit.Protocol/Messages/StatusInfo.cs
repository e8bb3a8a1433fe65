using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>All there is to say of an instance.</summary>
/// <param name="Instance">Where it is.</param>
/// <param name="Readiness">How it says that it is ready: <c>exec</c>, <c>notify</c>.</param>
/// <param name="Respawns">Respawns in a row.</param>
public sealed record StatusInfo(InstanceInfo Instance, string Readiness, int Respawns)
{
    /// <summary>The job's description; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Where the job is defined; null if that is not known.</summary>
    public string? File { get; init; }

    /// <summary>What is wrong with the file of a job that is invalid; null for one that is valid.</summary>
    public IReadOnlyList<string>? Diagnostics { get; init; }

    /// <summary>Since when it is in this state, in microseconds since 1970; null if it never left it.</summary>
    public long? Since { get; init; }

    /// <summary>When it is started again, in microseconds since 1970; null if it is not.</summary>
    public long? NextAttempt { get; init; }

    /// <summary>What it said of itself by sd_notify(3); null for nothing. It can hold anything.</summary>
    public string? StatusText { get; init; }

    /// <summary>Whether it said that it is stopping.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Whether it said that it is reading its files.</summary>
    public bool IsReloading { get; init; }

    /// <summary>The error number it gave; null for none.</summary>
    public int? Errno { get; init; }

    /// <summary>Whether it runs by a definition that has changed since.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Whether its file is gone.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>By what its processes are known: <c>cgroup</c>, <c>mark</c> or <c>descent</c>; null if it was not started yet.</summary>
    public string? Tracking { get; init; }

    /// <summary>Which start it is in, or was in last; 0: none.</summary>
    public long Invocation { get; init; }

    /// <summary>How many processes of former runs are left.</summary>
    public int Strays { get; init; }

    /// <summary>How the last run came out; null if there was none.</summary>
    public ResultInfo? LastResult { get; init; }

    /// <summary>Its processes; null where they are not told.</summary>
    public IReadOnlyList<ProcessInfo>? Processes { get; init; }

    /// <summary>Its last lines; null where they are not told.</summary>
    public IReadOnlyList<LogLine>? LastLines { get; init; }

    /// <summary>Gives where it is.</summary>
    public override string ToString() => Instance.ToString();
}
