using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>No supervisor but a loop in C: what the kernel takes for the same.</summary>
internal sealed class Floor() : Supervisor("floor (vfork loop in C)", "")
{
    internal override string LogWay => "none: the job writes to the pipe itself";

    internal override IReadOnlyList<string> Prepare(Workplace place) =>
        [place.Programs.Floor, place.Programs.Job, $"{place.Jobs}", place.Fifo];

    internal override IReadOnlyList<string> PrepareLog(Workplace place) => [place.Programs.Job, place.Argument(1)];
}
