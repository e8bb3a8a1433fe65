using System;
using MiniInit.Core.Supervision;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Spawning;
using MiniInit.Reexecution;
using MiniInit.Supervision.Consoles;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Processes;

namespace MiniInit.Supervision.Children;

/// <summary>A process that was started for a job and is not reaped yet.</summary>
/// <param name="order">What was asked for.</param>
/// <param name="plan">How it was started; null where init has been replaced since.</param>
/// <param name="pid">Its process id, ours to use until it is reaped.</param>
/// <param name="token">By which epoll tells of its exec; the next number is that of its readiness.</param>
internal sealed class Child(SupervisorEffect.Spawn order, ProcessPlan? plan, int pid, ulong token)
{
    public SupervisorEffect.Spawn Order => order;

    /// <summary>How it was started; to be asked until that is over.</summary>
    public ProcessPlan Plan => plan ?? throw new InvalidOperationException("it was started by another");

    /// <summary>Who it runs as; null for our own user.</summary>
    public uint? UserId { get; init; } = plan?.UserId;

    /// <summary>The instance it belongs to, as it is shown: <c>web</c>, <c>web (tty1)</c>.</summary>
    public string Title => JobConsoles.Title(order.Job.Name, order.Instance);

    public int Pid => pid;

    public ulong ExecToken => token;

    public ulong ReadyToken => token + 1;

    /// <summary>The start of its instance that it belongs to.</summary>
    public required Invocation Invocation { get; init; }

    /// <summary>What tells whether it became the program; null once that is known.</summary>
    public SpawnedChild? Starting { get; set; }

    /// <summary>Where it says that it is ready; null where it does not, or has.</summary>
    public ReadyPipe? Ready { get; set; }

    /// <summary>The process that it named as the main one; 0 for none.</summary>
    public int NamedPid { get; set; }

    /// <summary>How many of its messages were left out.</summary>
    public int LeftOut { get; set; }

    /// <summary>Whether it has said that it is ready by stopping itself.</summary>
    public bool HasSaidReady { get; set; }

    /// <summary>Whether it never became the program, which has been told: it is reaped, and nothing follows.</summary>
    public bool HasFailed { get; set; }

    /// <summary>Writes down what a successor needs.</summary>
    public ChildState Save(StateBuilder builder, bool isGone) => new()
    {
        Ticket = order.Process.Number,
        Definition = builder.PlaceOf(order.Job),
        Instance = order.Instance,
        Role = (int)order.Role,
        Pid = pid,
        Invocation = builder.PlaceOf(Invocation),
        Ready = builder.Keep(Ready?.Fd),
        NamedPid = NamedPid,
        LeftOut = LeftOut,
        HasSaidReady = HasSaidReady,
        HasFailed = HasFailed,
        User = UserId,
        IsGone = isGone,
        IsMain = Invocation.Main == this,
    };
}
