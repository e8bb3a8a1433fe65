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
public sealed record SpawnIdentity(uint UserId, uint GroupId, IReadOnlyList<uint> SupplementaryGroups)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SpawnIdentity);
}

/// <summary>A descriptor of the child: <paramref name="Target"/> becomes a copy of <paramref name="Source"/>.</summary>
/// <param name="Target">Its number in the child.</param>
/// <param name="Source">
/// A descriptor of ours, which may have the number of another's target or of this one; or <see cref="Null"/>.
/// </param>
public readonly record struct SpawnDescriptor(int Target, int Source)
{
    /// <summary>
    /// As the source: /dev/null, for reading and writing, opened outside of <see cref="SpawnRequest.Root"/>.
    /// </summary>
    public const int Null = -1;
}

/// <summary>Everything about a process to be started. What is not set stays as the parent has it.</summary>
public sealed class SpawnRequest
{
    /// <summary>The most descriptors: three for standard input and output, the rest for sockets and pipes.</summary>
    public const int MaxDescriptors = 64;

    /// <summary>The most limits: twice as many as today's kernels have.</summary>
    public const int MaxLimits = 32;

    /// <summary>Processors are numbered below this; a multiple of 64.</summary>
    public const int MaxProcessors = 1024;

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

    /// <summary>
    /// A folder of the cgroup2 file system, open, that the child is born in; or -1. It is no failure if it cannot be:
    /// see <see cref="SpawnedChild.ControlGroupErrno"/>.
    /// </summary>
    public int ControlGroup { get; init; } = -1;

    /// <summary>
    /// Resource limits, at most <see cref="MaxLimits"/>. That of open files does not concern
    /// <see cref="Descriptors"/>, which may lie above it.
    /// </summary>
    public IReadOnlyList<SpawnLimit> Limits { get; init; } = [];

    /// <summary>How readily the kernel ends the process when memory is short, −1000 (never) to 1000, or null.</summary>
    public int? OutOfMemoryScore { get; init; }

    /// <summary>−20 to 19, or null.</summary>
    public int? Nice { get; init; }

    /// <summary>The scheduling policy, or null.</summary>
    public SpawnScheduling? Scheduling { get; init; }

    /// <summary>The I/O scheduling class, or null.</summary>
    public SpawnIoPriority? IoPriority { get; init; }

    /// <summary>
    /// The processors it may run on, each below <see cref="MaxProcessors"/>; none: ours. Those that are not there are
    /// passed over as long as one is.
    /// </summary>
    public IReadOnlyList<int> Processors { get; init; } = [];

    /// <summary>Descriptors to put in place, at most <see cref="MaxDescriptors"/>, each target once.</summary>
    public IReadOnlyList<SpawnDescriptor> Descriptors { get; init; } = [];

    /// <summary>A directory to chroot(2) into, or null.</summary>
    public string? Root { get; init; }

    /// <summary>A directory to start in, seen from <see cref="Root"/>, or null.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether <see cref="WorkingDirectory"/> is entered with the rights of <see cref="Identity"/>.</summary>
    public bool EntersAsIdentity { get; init; }

    /// <summary>The file mode creation mask, or null.</summary>
    public uint? Umask { get; init; }

    /// <summary>
    /// Who to run as, or null. Any user but root gets no capabilities with that, except for <see cref="Ambient"/>.
    /// </summary>
    public SpawnIdentity? Identity { get; init; }

    /// <summary>
    /// The capabilities that can be had from here on, by no exec and not by root either; the <see cref="Ambient"/> ones
    /// are always among them. Null: those of ours. Dropping others takes CAP_SETPCAP.
    /// </summary>
    public CapabilitySet? Capabilities { get; init; }

    /// <summary>
    /// The capabilities that the program has although neither user nor file gives them. Null: those of ours, or none
    /// with an <see cref="Identity"/> other than root.
    /// </summary>
    public CapabilitySet? Ambient { get; init; }

    /// <summary>Whether no exec gives more rights, PR_SET_NO_NEW_PRIVS(2const).</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>The signal the child gets when this thread ends, or 0.</summary>
    public int ParentDeathSignal { get; init; }

    /// <summary>The signals that are blocked in the new program.</summary>
    public SignalSet BlockedSignals { get; init; }

    /// <summary>The signals that are ignored in the new program. All others get their default.</summary>
    public SignalSet IgnoredSignals { get; init; }

    /// <summary>Asks for a pidfd (kernel 5.2; without it there is none).</summary>
    public bool WithPidFd { get; init; }

    /// <summary>Asks for a pipe that ends when the program runs or the child is gone.</summary>
    public bool WithExecPipe { get; init; }

    /// <summary>
    /// Whether the child does nothing at all before <see cref="SpawnedChild.OpenGate"/>: time to attach to it. When
    /// that never comes, because we are gone or disposed of the child, it exits with 127.
    /// </summary>
    public bool WithGate { get; init; }
}
