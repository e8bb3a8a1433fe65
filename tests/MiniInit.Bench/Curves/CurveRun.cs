using System;
using System.Collections.Generic;
using System.IO;

namespace MiniInit.Bench;

/// <summary>Measures what grows, and draws it.</summary>
internal static class CurveRun
{
    private const int Runs = 5;

    internal static void Run(IReadOnlyList<Init> inits, Options options, Machine machine, string folder, string directory)
    {
        _ = Directory.CreateDirectory(folder);
        string kernel = string.Join('.', machine.Kernel.Split('.')[..2]);
        string occasion = $"One run, {DateTime.UtcNow:yyyy-MM-dd}: {machine.Cores} cores, Linux {kernel}, {machine.System}.";
        var conditions = new Conditions(inits, options.Runs ?? Runs, options.Sleepers, directory);
        _ = NativePrograms.Compile(directory);
        foreach (Chart chart in (IEnumerable<Chart>)[ReapCurve.Measure(conditions), .. JobCurves.Measure(conditions)])
        {
            chart.WriteTable();
            if (chart.Curves.Exists(curve => curve.Points.Count > 0))
            {
                SvgChart.Write(chart, folder, occasion);
            }
        }
    }
}
