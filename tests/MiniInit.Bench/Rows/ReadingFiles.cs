using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Toml;

namespace MiniInit.Bench;

/// <summary>Reading job files: the TOML reader alone, and all the way to checked definitions. No init takes part.</summary>
internal sealed class ReadingFiles : Row
{
    private const int Jobs = 1500;
    private const double MegaByte = 1e6;
    private const string Reader = "the reader of TOML";
    private const string Definitions = "to definitions";

    /// <summary>A job as people write them.</summary>
    private static string Job(int number) => $$"""
        [job.web-{{number}}]
        # One of the web servers.
        description = "web server number {{number}}"
        exec = ["nginx", "-g", "daemon off;", "-c", "/etc/nginx/web-{{number}}.conf"]
        start-on = "started db and (net-up IFACE!=lo or runlevel [2345])"
        requires = ["db"]
        after = ["network", "db"]
        env = { LANG = "C.UTF-8", PORT = "80{{number}}", URL = "http://127.0.0.1:80{{number}}/" }
        ready = { tcp = "127.0.0.1:8080", every = "500ms" }
        respawn = "on-failure"
        respawn-limit = { count = 5, then = "retry-after 5m" }
        kill-timeout = "10s"
        user = "www-data"
        limits = { nofile = [1024, 4096], core = "unlimited" }
        pre-start = { script = "mkdir -p /run/web\nexec chown www-data /run/web\n" }

        """;

    internal override string Name => RowNames.ReadingFiles;

    internal override string Summary => "reading job files";

    internal override int Runs => 20;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        int runs = conditions.Runs;
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Jobs).Select(Job)));
        SourceFile file = new("jobs.toml", new SourceRole.Main(), text);
        string note = $"{Jobs:N0} jobs in one text of {text.Length / MegaByte:F1} MB; in this process, compiled ahead of time.";
        var speed = new Measurement(Name, "reading job files: bytes per second", Unit.PerSecond, note);
        var garbage = new Measurement(
            RowNames.ReadingGarbage, "reading job files: allocated per 1,024 bytes of text", Unit.Bytes, "");
        Add(speed, garbage, Reader, text.Length, runs, () => TomlDocument.Parse(text, "jobs.toml").HasErrors);
        Add(speed, garbage, Definitions, text.Length, runs, () => ConfigurationReader.Read([file]).HasErrors);
        return [speed, garbage];
    }

    private static void Add(
        Measurement speed, Measurement garbage, string name, int bytes, int runs, Func<bool> hasErrors)
    {
        var speeds = new Measurement.Line(name, new Samples());
        var allocations = new Measurement.Line(name, new Samples());
        speed.Lines.Add(speeds);
        garbage.Lines.Add(allocations);
        for (int run = -1; run < runs; run++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = Clock.Now();
            if (hasErrors())
            {
                throw new BenchException("the text of the row is not right");
            }

            long nanoseconds = Clock.Now() - start;
            if (run >= 0)
            {
                speeds.Samples.Add(bytes * 1e9 / nanoseconds);
                allocations.Samples.Add((GC.GetAllocatedBytesForCurrentThread() - allocated) * 1024.0 / bytes);
            }
        }
    }
}
