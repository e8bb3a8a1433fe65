using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Runs;

/// <summary>A command that a client has started as a job by <c>Run</c>, and what no definition says of it.</summary>
/// <param name="definition">The job, by which it is known: another of its name is not it.</param>
internal sealed class ClientRun(JobDefinition definition) : IDisposable
{
    public JobDefinition Definition => definition;

    /// <summary>The user who ran it.</summary>
    public required uint Owner { get; init; }

    /// <summary>Whom it runs as, which is the caller; null: as its definition says.</summary>
    public SpawnIdentity? Identity { get; init; }

    /// <summary>Its environment, <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Its descriptors from 0 on; null: none came.</summary>
    public PassedFiles? Files { get; init; }

    /// <summary>How many of them there should be.</summary>
    public int Descriptors { get; init; }

    /// <summary>Whether the first of them becomes its controlling terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether the supervisor has it.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Its process; 0 until that has become the program.</summary>
    public int Pid { get; set; }

    /// <summary>How the process ended; null until it has.</summary>
    public ProcessEnd? End { get; set; }

    /// <summary>Why it could not be started.</summary>
    public string? Problem { get; set; }

    /// <summary>What a shell exits with for that: 127 for a program that is not there, 126 for one that cannot be executed; else null.</summary>
    public int? ProblemCode { get; set; }

    /// <summary>Whether it is gone.</summary>
    public bool IsGone { get; set; }

    public void Dispose() => Files?.Dispose();
}
