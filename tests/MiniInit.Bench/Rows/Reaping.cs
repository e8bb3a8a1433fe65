using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>How fast an init gets rid of zombies.</summary>
internal sealed class Reaping : Row
{
    internal override string Name => RowNames.Reaping;

    internal override string Summary => "zombies reaped per second";

    internal override int Runs => 7;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        bool root = LibC.geteuid() == 0;
        var rate = new Measurement(
            Name,
            Summary,
            Unit.PerSecond,
            $"{Limits.Orphans:N0} orphans that ended while init was stopped; from SIGCONT until the last pid is gone. "
            + (root ? "As PID 1 of a namespace." : "Not root: as a subreaper."));
        var left = new Measurement(RowNames.ReapingLeft, "zombies left over", Unit.Count, "Of the same runs and the warm-up.");
        foreach (Init init in conditions.Inits)
        {
            left.Lines.Add(new Measurement.Line(init.Name, new Samples()));
        }

        Interleave(rate, conditions.Inits, conditions.Runs, init =>
        {
            (double perSecond, int remaining) = OrphanTrial.Run(init, root);
            left.Lines.Find(line => line.Init == init.Name)!.Samples.Add(remaining);
            return remaining == 0 ? perSecond : null;
        });
        foreach (Measurement.Line line in rate.Lines)
        {
            left.Lines.Find(other => other.Init == line.Init)!.Missing = line.Missing;
        }

        return [rate, left];
    }
}
