using System.Collections.Generic;
using System.IO;

namespace MiniInit.Bench;

/// <summary>The size of the executable file.</summary>
internal sealed class BinarySize : Row
{
    internal override string Name => RowNames.Size;

    internal override string Summary => "size of the executable file";

    internal override int Runs => 1;

    internal override IReadOnlyList<Measurement> Measure(Conditions conditions)
    {
        var measurement = new Measurement(
            Name, Summary, Unit.Bytes, "The file as installed; tini and dumb-init of Debian need libc.so.6 besides.");
        foreach (Init init in conditions.Inits)
        {
            var line = new Measurement.Line(init.Name, new Samples());
            line.Samples.Add(new FileInfo(init.Path).Length);
            measurement.Lines.Add(line);
        }

        return [measurement];
    }
}
