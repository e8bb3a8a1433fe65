using System.Collections.Generic;
using System.IO;

namespace MiniInit.Bench;

/// <summary>One run of the benchmark, in the worker process.</summary>
internal static class Benchmark
{
    internal static int Run(string temporaryDirectory, string memoryDirectory, Options options)
    {
        using FileStream? json = options.JsonFile is string path ? JsonReport.Create(path) : null;

        // What we inherited must not reach the programs that are measured.
        _ = LibC.close_range(3, uint.MaxValue, LibC.CLOSE_RANGE_CLOEXEC);
        Descendants.Adopt();
        List<Init> inits = PeerCatalog.Installed();
        Init? own = options.PeersOnly ? null : PeerCatalog.MiniInit(options.MiniInitPath, options.ControllerPath);
        if (own is not null)
        {
            inits.Add(own);
        }

        var machine = Machine.Read();
        List<Versions.Entry> versions = Versions.Collect(own);
        MarkdownReport.WriteHead(machine, versions);
        if (options.Curves is string folder)
        {
            CurveRun.Run(inits, options, machine, folder, memoryDirectory);
            return 0;
        }

        List<Measurement> measurements = Measure(inits, options, memoryDirectory);
        List<Observation> observations = Observe(inits, options, temporaryDirectory);
        if (json is not null)
        {
            JsonReport.Write(json, machine, versions, measurements, observations);
        }

        return 0;
    }

    private static List<Measurement> Measure(IReadOnlyList<Init> inits, Options options, string directory)
    {
        var all = new List<Measurement>();
        foreach (Row row in RowCatalog.All)
        {
            if (options.Wants(row.Name))
            {
                var conditions = new Conditions(inits, options.Runs ?? row.Runs, options.Sleepers, directory);
                foreach (Measurement measurement in row.Measure(conditions))
                {
                    MarkdownReport.Write(measurement);
                    all.Add(measurement);
                }
            }
        }

        return all;
    }

    private static List<Observation> Observe(IReadOnlyList<Init> inits, Options options, string directory)
    {
        var all = new List<Observation>();
        foreach (Behaviour behaviour in BehaviourCatalog.All)
        {
            if (options.Wants(behaviour))
            {
                int runs = options.Runs ?? behaviour.Runs;
                all.Add(new Observation(behaviour, runs, inits, behaviour.Observe(inits, runs, directory)));
            }
        }

        if (all.Count > 0)
        {
            MarkdownReport.Write(all);
        }

        return all;
    }
}
