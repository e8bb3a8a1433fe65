using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>One run of the benchmark, in the worker process.</summary>
internal static class Benchmark
{
    internal static int Run(string temporaryDirectory, Options options)
    {
        // What we inherited must not reach the programs that are measured.
        _ = LibC.close_range(3, uint.MaxValue, LibC.CLOSE_RANGE_CLOEXEC);
        Descendants.Adopt();
        List<Init> inits = PeerCatalog.Installed();
        Init? own = options.PeersOnly ? null : PeerCatalog.MiniInit(options.MiniInitPath);
        if (own is not null)
        {
            inits.Add(own);
        }

        var machine = Machine.Read();
        List<Versions.Entry> versions = Versions.Collect(own);
        MarkdownReport.WriteHead(machine, versions);
        foreach (Row row in RowCatalog.All)
        {
            if (options.Wants(row.Name))
            {
                foreach (Measurement measurement in row.Measure(inits, options.Runs ?? row.Runs))
                {
                    MarkdownReport.Write(measurement);
                }
            }
        }

        return 0;
    }
}
