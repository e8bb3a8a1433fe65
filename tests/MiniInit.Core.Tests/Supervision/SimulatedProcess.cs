using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>A process of the simulated kernel.</summary>
/// <param name="pid">Its number, which is another's once it is reaped.</param>
/// <param name="order">Which of all processes it is, from 1: that is never another's.</param>
internal sealed class SimulatedProcess(int pid, long order)
{
    public int Pid { get; } = pid;

    public long Order => order;

    /// <summary>Its parent; null for init.</summary>
    public SimulatedProcess? Parent { get; set; }

    public int Group { get; set; } = pid;

    public int Session { get; set; } = pid;

    /// <summary>The start that it came from, which its mark tells.</summary>
    public required SimulatedInvocation Invocation { get; init; }

    /// <summary>What it was started for; null for one that was forked.</summary>
    public SupervisorEffect.Spawn? Spawn { get; init; }

    public ProcessTicket Ticket => Spawn?.Process ?? default;

    public ProcessRole? Role => Spawn?.Role;

    /// <summary>Whether it is the main process that was started, or comes from it; else it is a helper or comes from one.</summary>
    public bool IsOfMain { get; init; }

    /// <summary>Whether it was told that it has become its program.</summary>
    public bool IsTold { get; set; }

    /// <summary>Whether its start counts as failed, so that nobody hears of it any more.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Which process it named, or was found to have left, as the main one; null for none.</summary>
    public SimulatedProcess? Named { get; set; }

    public bool IgnoresTerm { get; set; }

    /// <summary>Whether it hangs in the kernel, where no signal ends it.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Whether it was killed: it does nothing any more.</summary>
    public bool IsDoomed { get; set; }

    /// <summary>How it ended; null as long as it lives. Until it is reaped it is a zombie then.</summary>
    public ProcessEnd? End { get; set; }

    public bool IsAlive => End is null;

    /// <summary>Whether a process is among those from which this one comes, or is this one.</summary>
    public bool IsBelow(SimulatedProcess other)
    {
        SimulatedProcess? next = this;
        while (next is not null && next != other)
        {
            next = next.Parent;
        }

        return next is not null;
    }

    public override string ToString() => $"{Invocation.Owner} {Role?.ToString() ?? "forked"} {Pid}";
}
