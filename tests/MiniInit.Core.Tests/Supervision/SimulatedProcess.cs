using System;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A process of the simulated kernel.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Owner">The instance that it came from: <c>web/</c>.</param>
/// <param name="Invocation">The start that it came from.</param>
/// <param name="StartedAt">When it is told that it runs, at the earliest.</param>
internal sealed record SimulatedProcess(int Pid, string Owner, long Invocation, TimeSpan StartedAt)
{
    /// <summary>Which was asked for; none for what others forked, until it is chosen.</summary>
    public ProcessTicket Ticket { get; init; }

    /// <summary>What it is to its job; null for a member like any other.</summary>
    public ProcessRole? Role { get; init; }

    public bool IgnoresTerm { get; init; }

    public bool IsStuck { get; init; }

    /// <summary>Whether it is to end by itself.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether it is in the group of the one that was started.</summary>
    public bool IsInGroup { get; init; }

    /// <summary>Whether it came from the main process, not from a helper.</summary>
    public bool IsOfMain { get; init; }

    /// <summary>Whether it is the first process of a daemon, or comes from it.</summary>
    public bool IsDaemon { get; init; }
}
