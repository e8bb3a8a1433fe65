using MiniInit.Boot;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Loading.Watching;
using MiniInit.Output;
using MiniInit.Reexecution;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Processes;
using MiniInit.Supervision.Sessions;

namespace MiniInit.Supervision;

/// <summary>What the loop is made of that had to be there before it: the boot reports by the same journal.</summary>
/// <param name="Record">What we were started with.</param>
/// <param name="Epoll">What it waits on.</param>
/// <param name="Outputs">The output of jobs.</param>
/// <param name="Journal">Our own messages.</param>
/// <param name="Source">The configuration.</param>
/// <param name="Watch">Tells when its files change.</param>
/// <param name="Planner">Makes requests of orders.</param>
/// <param name="Conditions">Looks at what starts depend on.</param>
/// <param name="Socket">Where to make the control socket; null: as the configuration has it.</param>
/// <param name="Session">The session whose init we are; null: we are the system's.</param>
/// <param name="Seed">What the jitter of respawns comes from.</param>
internal sealed record LoopParts(
    StartRecord Record, Epoll Epoll, JobOutputs Outputs, SupervisorJournal Journal, ConfigurationSource Source, ConfigurationWatch Watch,
    ProcessPlanner Planner, Conditions Conditions, string? Socket, UserSession? Session, ulong Seed)
{
    /// <summary>Who was this process before us; null where we are the first.</summary>
    public Predecessor? Former { get; init; }

    /// <summary>The file of our program, which takes our place when a client wishes it; null where it is not known.</summary>
    public string? Program { get; init; }

    /// <summary>The job of the command line; null for none.</summary>
    public JobDefinition? Transient { get; init; }

    /// <summary>What was found at the start and is another by now.</summary>
    public required BootState Boot { get; init; }

    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(LoopParts);
}
