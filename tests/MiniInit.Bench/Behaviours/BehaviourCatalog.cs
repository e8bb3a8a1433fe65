using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>All behaviours, in the order of the report.</summary>
internal static class BehaviourCatalog
{
    /// <summary>The name that stands for all of them after --only.</summary>
    internal const string Together = "behaviour";

    internal static IReadOnlyList<Behaviour> All { get; } =
    [
        new EarlyTerm(
            "early-term",
            "TERM 0 to 4 ms after start, to the command only (dumb-init: its group)",
            init => init.Subreaper,
            asPidOne: false),
        new EarlyTerm(
            "early-term-group",
            "TERM 0 to 4 ms after start, to the command's group",
            init => [.. init.Subreaper, .. init.Group],
            asPidOne: false),
        new EarlyTerm("early-term-pid-1", "TERM 0 to 4 ms after start, as PID 1", _ => [], asPidOne: true),
        new StopSignals(),
        new InheritedDescriptor(),
        new ClosedOutput(),
        new BackgroundStart(),
        new TerminalBack(),
        new CorruptExecutable(),
        new PrivilegedCommand(),
        new LateCleanup(ownSession: false),
        new LateCleanup(ownSession: true),
    ];
}
