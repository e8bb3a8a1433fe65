using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>One table: a value of each init, or the reason why there is none.</summary>
internal sealed record Measurement(string Name, string Title, Unit Unit, string Note)
{
    internal List<Line> Lines { get; } = [];

    /// <summary>The line that is the measure of the ratios.</summary>
    internal string Reference { get; init; } = Init.Reference;

    /// <summary>The line that a budget is about.</summary>
    internal string Judged { get; init; } = Init.Own;

    internal Samples? Of(string init) =>
        Lines.FirstOrDefault(line => line.Init == init && line.Samples.Count > 0)?.Samples;

    /// <summary>The median over that of the reference; null when either is missing or the reference is 0.</summary>
    internal double? Ratio(Line line)
    {
        return line.Samples.Count > 0 && Of(Reference) is { Median: not 0 } reference
            ? line.Samples.Median / reference.Median
            : null;
    }

    /// <summary>Adds an empty line.</summary>
    internal Line Add(string name)
    {
        var line = new Line(name, new Samples());
        Lines.Add(line);
        return line;
    }

    internal sealed record Line(string Init, Samples Samples)
    {
        /// <summary>Why there are no samples.</summary>
        internal string Missing { get; set; } = "";
    }
}
