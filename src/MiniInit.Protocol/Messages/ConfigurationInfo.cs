using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>What a job is, as far as it concerns others.</summary>
/// <param name="Job">Its name.</param>
/// <param name="Type"><c>service</c>, <c>task</c> or <c>state</c>.</param>
public sealed record ConfigurationInfo(string Job, string Type)
{
    /// <summary>Where it is defined; null if that is not known.</summary>
    public string? File { get; init; }

    /// <summary>The key of that name; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The key of that name; null for none.</summary>
    public string? Author { get; init; }

    /// <summary>The key of that name; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>The key of that name; null for none.</summary>
    public string? Usage { get; init; }

    /// <summary>What tells its instances, as it is written; null if there is one.</summary>
    public string? Instance { get; init; }

    /// <summary>Whether only a request starts it.</summary>
    public bool IsManual { get; init; }

    /// <summary>The events it starts on, as an expression; null for none.</summary>
    public string? StartOn { get; init; }

    /// <summary>The events it stops on, as an expression; null for none.</summary>
    public string? StopOn { get; init; }

    /// <summary>The events it may emit.</summary>
    public IReadOnlyList<string> Emits { get; init; } = [];

    /// <summary>The jobs it needs.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>The jobs it brings along.</summary>
    public IReadOnlyList<string> Wants { get; init; } = [];

    /// <summary>The jobs it starts after.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>The jobs it starts before.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The jobs it is never up with.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>The jobs it stops and restarts with.</summary>
    public IReadOnlyList<string> PartOf { get; init; } = [];

    /// <summary>The groups it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Gives the job's name.</summary>
    public override string ToString() => Job;
}
