using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>All rows, in the order of the report.</summary>
internal static class RowCatalog
{
    internal static IReadOnlyList<Row> All { get; } =
    [
        new BinarySize(),
        new ExecToExit(),
        new FirstOutput(),
        new SignalsBlocked(),
        new TermToExit(),
        new SignalLatency(),
        new Idle(),
        new Reaping(),
        new ReadingFiles(),
        new JobOutputRow(),
        new SuperviseLaunch(),
        new SuperviseSteady(),
        new SuperviseIdle(),
        new SuperviseLog(),
        new SuperviseGrowth(),
        new ControlStatus(),
        new ControlLoad(),
        new StopStrays(),
        new StopTree(),
    ];

    /// <summary>The name, if it is one of a row or a behaviour.</summary>
    internal static string Check(string name)
    {
        return name == BehaviourCatalog.Together
            || All.Any(row => row.Name == name)
            || BehaviourCatalog.All.Any(behaviour => behaviour.Name == name)
            ? name
            : throw new UsageException($"cannot use --only \"{name}\": no such row; see --help");
    }
}
