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

    internal abstract IReadOnlyList<Measurement> Measure(Conditions conditions);

    /// <summary>Takes one sample of every init in each round, in turn.</summary>
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

        InTurn(inits.Count, runs, (index, warmUp) =>
        {
            MeasureOnce(measurement.Lines[index], inits[index], warmUp, measure);
            if (!keepDescendants)
            {
                Descendants.EndAll();
            }
        });
    }

    /// <summary>
    /// Takes every one once before any is taken again, each round beginning with another one, so that neither the drift
    /// of the machine nor the neighbour in the order favours one of them. <paramref name="once"/> gets the index, and
    /// whether the round is one of warm-up.
    /// </summary>
    protected static void InTurn(int count, int runs, Action<int, bool> once)
    {
        int warmUp = Math.Min(Limits.WarmUpRounds, runs / Limits.RunsPerWarmUp);
        for (int round = -warmUp; round < runs; round++)
        {
            for (int i = 0; i < count; i++)
            {
                once((i + round + warmUp) % count, round < 0);
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
