namespace MiniInit.Bench;

/// <summary>What one orphan costs an init among few and among many.</summary>
internal static class ReapCurve
{
    private static readonly int[] s_counts = [10, 100, 1_000, 10_000, 100_000];

    internal static Chart Measure(Conditions conditions)
    {
        bool root = LibC.geteuid() == 0;
        var chart = new Chart("growth-reaping", "Reaping: time per orphan", "orphans", "µs per orphan",
            $"Orphans that ended while init was stopped; from SIGCONT until the last one is gone, divided by their number. {Limits.Orphans:N0} at a time. "
            + (root ? "As PID 1 of a namespace. " : "As a subreaper. ") + $"Medians of {conditions.Runs} runs.");
        foreach (Init init in conditions.Inits)
        {
            _ = chart.Add(init.Name);
        }

        // Ours comes first, in the chart and its colours.
        chart.Curves.Sort((one, other) => (other.Name == Init.Own).CompareTo(one.Name == Init.Own));
        foreach (int count in s_counts)
        {
            for (int run = 0; run < conditions.Runs; run++)
            {
                foreach (Init init in conditions.Inits)
                {
                    Once(init, root, count, chart.Curves.Find(curve => curve.Name == init.Name)!);
                    Descendants.EndAll();
                }
            }
        }

        return chart;
    }

    private static void Once(Init init, bool root, int count, Curve curve)
    {
        if (curve.Missing.Length > 0)
        {
            return;
        }

        try
        {
            (double perSecond, int left) = OrphanTrial.Run(init, root, count);
            if (left > 0)
            {
                throw new BenchException($"{left} of {count:N0} were not reaped");
            }

            curve.Add(count, Clock.Second / perSecond / Clock.Microsecond);
        }
        catch (BenchException exception)
        {
            curve.Missing = exception.Message;
        }
    }
}
