using System;
using System.Collections.Generic;

namespace MiniInit.Linux.Spawning;

/// <summary>How a child stands to its parent's job control.</summary>
public enum ProcessGrouping
{
    /// <summary>In the parent's process group.</summary>
    Inherit,

    /// <summary>Leader of a process group of its own, in the parent's session.</summary>
    NewGroup,

    /// <summary>Leader of a session of its own.</summary>
    NewSession,
}

/// <summary>The identity a child takes on.</summary>
/// <param name="UserId">Real, effective and saved user id.</param>
/// <param name="GroupId">Real, effective and saved group id.</param>
/// <param name="SupplementaryGroups">The other groups; at most 65,536 (NGROUPS_MAX).</param>
public sealed record SpawnIdentity(uint UserId, uint GroupId, IReadOnlyList<uint> SupplementaryGroups);

/// <summary>A descriptor of the child: <paramref name="Target"/> becomes a copy of <paramref name="Source"/>.</summary>
/// <param name="Target">Its number in the child.</param>
/// <param name="Source">A descriptor of ours, above every target.</param>
public readonly record struct SpawnDescriptor(int Target, int Source);

/// <summary>Everything about a process to be started. What is not set stays as the parent has it.</summary>
public sealed class SpawnRequest
{
    /// <summary>The program: a path if it holds a '/', else a name to look for in <see cref="SearchPath"/>.</summary>
    public required ReadOnlyMemory<byte> Program { get; init; }

    /// <summary>argv; its first element is what the program sees as its own name.</summary>
    public required StringVector Arguments { get; init; }

    /// <summary>The whole environment.</summary>
    public required StringVector Environment { get; init; }

    /// <summary>The directories to look in, with ':' between them; an empty one is the working directory, as POSIX has it.</summary>
    public ReadOnlyMemory<byte> SearchPath { get; init; }

    /// <summary>A text file without a <c>#!</c> line goes to /bin/sh, as execvp(3) has it. A damaged binary never does.</summary>
    public bool ShellFallback { get; init; }

    /// <summary>Session and process group.</summary>
    public ProcessGrouping Grouping { get; init; }

    /// <summary>
    /// A terminal of ours, or -1. With <see cref="ProcessGrouping.NewSession"/> it becomes the controlling terminal;
    /// with <see cref="ProcessGrouping.NewGroup"/> the new group becomes its foreground group, as far as it lets us.
    /// </summary>
    public int Terminal { get; init; } = -1;

    /// <summary>Whether a session that cannot have <see cref="Terminal"/> is a failure; else it goes on without.</summary>
    public bool TerminalRequired { get; init; }

    /// <summary>
    /// A variable of <see cref="Environment"/> that becomes the child's own process id, which nobody knows before:
    /// LISTEN_PID, sd_listen_fds(3). Empty for none.
    /// </summary>
    public ReadOnlyMemory<byte> PidVariable { get; init; }

    /// <summary>Descriptors to put in place; no more than eight.</summary>
    public IReadOnlyList<SpawnDescriptor> Descriptors { get; init; } = [];

    /// <summary>A directory to chroot(2) into, or null.</summary>
    public string? Root { get; init; }

    /// <summary>A directory to start in, seen from <see cref="Root"/>, or null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The file mode creation mask, or null.</summary>
    public uint? Umask { get; init; }

    /// <summary>Who to run as, or null.</summary>
    public SpawnIdentity? Identity { get; init; }

    /// <summary>The signal the child gets when this thread ends, or 0.</summary>
    public int ParentDeathSignal { get; init; }

    /// <summary>The signals that are blocked in the new program: what init itself inherited.</summary>
    public SignalSet BlockedSignals { get; init; }

    /// <summary>The signals that are ignored in the new program: what init itself inherited. All others get their default.</summary>
    public SignalSet IgnoredSignals { get; init; }

    /// <summary>Asks for a pidfd (kernel 5.2; without it there is none).</summary>
    public bool WithPidFd { get; init; }

    /// <summary>Asks for a pipe that ends when the program runs or the child is gone.</summary>
    public bool WithExecPipe { get; init; }
}
