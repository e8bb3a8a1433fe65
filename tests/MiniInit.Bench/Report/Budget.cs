using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>What was promised for a row (section 10 of the design) and whether this run keeps it.</summary>
internal sealed record Budget(string Row, bool AgainstReference, bool AtLeast, double? Must, double? Aim)
{
    private const double MegaByte = 1_000_000;
    private const double KiB = 1024;

    /// <summary>Every budget of a row that is measured here; a MB is 10^6 bytes, the stricter reading.</summary>
    internal static IReadOnlyList<Budget> All { get; } =
    [
        new(RowNames.Size, false, false, 5 * MegaByte, 3.5 * MegaByte),
        new(RowNames.ExecToExit, true, false, 3.0, 2.0),
        new(RowNames.IdleResident, false, false, 3 * MegaByte / KiB, 2.2 * MegaByte / KiB),
        new(RowNames.SignalsBlocked, true, false, 1.0, 0.5),
        new(RowNames.Output, false, true, 200 * MegaByte, 500 * MegaByte),
        new(RowNames.Reaping, false, true, null, 100_000),
        new(RowNames.ReapingLeft, false, false, 0, null),
        new($"{RowNames.SuperviseMemory}-100", true, false, 0.8, 0.3),
        new($"{RowNames.SuperviseStop}-100", false, false, 40 * Clock.Millisecond, 15 * Clock.Millisecond),
        new($"{RowNames.SuperviseLaunch}-100", true, false, 0.6, 0.35),
        new($"{RowNames.SuperviseRestart}-100", false, false, 2 * Clock.Millisecond, Clock.Millisecond),
        new(RowNames.SuperviseLog, false, true, 200 * MegaByte, 500 * MegaByte),
        new(RowNames.SuperviseIdle, false, false, 0, null),
        new(RowNames.GrowthLaunch, true, false, 1.5, null),
        new(RowNames.GrowthStop, true, false, 1.5, null),
        new(RowNames.GrowthStateLaunch, true, false, 1.5, null),
        new(RowNames.GrowthStateStop, true, false, 1.5, null),
        new(RowNames.ControlStatus, false, false, 4 * Clock.Millisecond, 2 * Clock.Millisecond),
        new(RowNames.ControlLoadWrong, false, false, 0, null),
        new(RowNames.ControlLoadGrowth, false, false, MegaByte / KiB, null),
        new(RowNames.IdleWakeUps, false, false, 0, null),
    ];

    /// <summary>The verdicts for our own line; none when it or the reference was not measured.</summary>
    internal static List<Verdict> Judge(Measurement measurement) =>
        [.. All.Where(budget => budget.Row == measurement.Name).SelectMany(budget => budget.JudgeOwn(measurement))];

    private IEnumerable<Verdict> JudgeOwn(Measurement measurement)
    {
        Samples? own = measurement.Of(measurement.Judged);
        double? reference = measurement.Of(measurement.Reference)?.Median;
        double? value = AgainstReference ? own?.Median / reference : own?.Median;
        if (value is not double found)
        {
            yield break;
        }

        if (Must is double must)
        {
            yield return Judge("must", must, found, measurement);
        }

        if (Aim is double aim)
        {
            yield return Judge("aim", aim, found, measurement);
        }
    }

    private Verdict Judge(string kind, double limit, double found, Measurement measurement)
    {
        string bound = $"{(AtLeast ? "≥" : "≤")} {Text(limit, measurement)}";
        return new Verdict(kind, bound, Text(found, measurement), AtLeast ? found >= limit : found <= limit);
    }

    private string Text(double value, Measurement measurement) =>
        AgainstReference ? $"{value:F2}× {measurement.Reference}" : measurement.Unit.Format(value);

    internal sealed record Verdict(string Kind, string Limit, string Found, bool Met);
}
