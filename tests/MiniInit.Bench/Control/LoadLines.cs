using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>The lines of one case of the load, each in its table.</summary>
internal sealed record LoadLines(
    Measurement.Line Speed,
    Measurement.Line Median,
    Measurement.Line ListMedian,
    Measurement.Line High,
    Measurement.Line ListHigh,
    Measurement.Line Wrong,
    Measurement.Line Growth)
{
    private const double HighPart = 0.99;

    internal Measurement.Line[] All => [Speed, Median, ListMedian, High, ListHigh, Wrong, Growth];

    internal void Take(LoadResult result)
    {
        Speed.Samples.Add(result.PerSecond);
        Median.Samples.Add(Quantile(result.Statuses, 0.5));
        ListMedian.Samples.Add(Quantile(result.Lists, 0.5));
        High.Samples.Add(Quantile(result.Statuses, HighPart));
        ListHigh.Samples.Add(Quantile(result.Lists, HighPart));
        Wrong.Samples.Add(result.Wrong);
        Growth.Samples.Add(result.Growth);
    }

    private static long Quantile(List<long> times, double part)
    {
        times.Sort();
        return times[(int)(times.Count * part)];
    }
}
