using System;
using System.Diagnostics;

namespace MiniInit.Core.Jobs;

/// <summary>How it is known that a main process is ready, so that the job is started.</summary>
public abstract record Readiness
{
    private Readiness()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>
    /// How it is called: as job files have it, and <c>probe</c> for every kind of <see cref="Probed"/>.
    /// </summary>
    public string Word => this switch
    {
        Exec => "exec",
        Stop => "stop",
        Fork => "fork",
        Daemon => "daemon",
        Notify => "notify",
        Descriptor => "fd",
        File => "file",
        Alive => "alive",
        Probed => "probe",
        _ => throw new UnreachableException(GetType().Name),
    };

    /// <summary>Its program has been executed.</summary>
    public sealed record Exec : Readiness;

    /// <summary>It stopped itself with SIGSTOP, and is then continued.</summary>
    public sealed record Stop : Readiness;

    /// <summary>It forked and ended; the child is the main process.</summary>
    public sealed record Fork : Readiness;

    /// <summary>It forked twice, as daemon(3) programs do; the grandchild is the main process.</summary>
    public sealed record Daemon : Readiness;

    /// <summary>It sent <c>READY=1</c> to <c>$NOTIFY_SOCKET</c>, sd_notify(3).</summary>
    public sealed record Notify : Readiness;

    /// <summary>It wrote a line end to the descriptor <c>$READY_FD</c>, as s6 has it.</summary>
    public sealed record Descriptor : Readiness;

    /// <summary>A file exists.</summary>
    /// <param name="Path">Absolute.</param>
    public sealed record File(string Path) : Readiness;

    /// <summary>It has been alive for a while.</summary>
    /// <param name="For">How long.</param>
    public sealed record Alive(TimeSpan For) : Readiness;

    /// <summary>A probe was good once.</summary>
    /// <param name="Probe">What is tried.</param>
    /// <param name="Every">The pause between two tries.</param>
    /// <param name="Timeout">How long one try may take.</param>
    public sealed record Probed(Probe Probe, TimeSpan Every, TimeSpan Timeout) : Readiness;
}
