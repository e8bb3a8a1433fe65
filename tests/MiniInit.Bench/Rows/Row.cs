using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>One thing that is measured of each init, in one or several tables.</summary>
internal abstract class Row
{
    /// <summary>The name for --only.</summary>
    internal abstract string Name { get; }

    /// <summary>What it measures, in a few words.</summary>
    internal abstract string Summary { get; }

    /// <summary>Runs of each init unless --runs says otherwise.</summary>
    internal abstract int Runs { get; }

    internal abstract IReadOnlyList<Measurement> Measure(IReadOnlyList<Init> inits, int runs);

    /// <summary>
    /// Measures every init once before any is measured again, each round beginning with another one, so that neither
    /// the drift of the machine nor the neighbour in the order favours one of them.
    /// </summary>
    protected static void Interleave(
        Measurement measurement,
        IReadOnlyList<Init> inits,
        int runs,
        Func<Init, double?> measure,
        bool keepDescendants = false)
    {
        foreach (Init init in inits)
        {
            measurement.Lines.Add(new Measurement.Line(init.Name, new Samples()));
        }

        int warmUp = Math.Min(Limits.WarmUpRounds, runs / Limits.RunsPerWarmUp);
        for (int round = -warmUp; round < runs; round++)
        {
            for (int i = 0; i < inits.Count; i++)
            {
                int index = (i + round + warmUp) % inits.Count;
                MeasureOnce(measurement.Lines[index], inits[index], round < 0, measure);
                if (!keepDescendants)
                {
                    Descendants.EndAll();
                }
            }
        }
    }

    private static void MeasureOnce(Measurement.Line line, Init init, bool warmUp, Func<Init, double?> measure)
    {
        if (line.Missing.Length > 0)
        {
            return;
        }

        try
        {
            if (measure(init) is double value && !warmUp)
            {
                line.Samples.Add(value);
            }
        }
        catch (BenchException exception)
        {
            line.Missing = exception.Message;
        }
    }
}
