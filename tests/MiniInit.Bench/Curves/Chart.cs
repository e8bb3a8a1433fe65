using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>Some curves with common axes, both logarithmic.</summary>
/// <param name="Name">Of the file, without its suffix.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Across">What is counted from left to right.</param>
/// <param name="Unit">Of the cost of one, which goes upwards.</param>
/// <param name="Note">How it was measured.</param>
internal sealed record Chart(string Name, string Title, string Across, string Unit, string Note)
{
    internal List<Curve> Curves { get; } = [];

    internal Curve Add(string name)
    {
        Curves.Add(new Curve(name));
        return Curves[^1];
    }

    /// <summary>The same as a table.</summary>
    internal void WriteTable()
    {
        int[] counts = [.. Curves.SelectMany(curve => curve.Points).Select(point => point.Count).Distinct().Order()];
        Terminal.WriteLine($"## {Name}: {Title}\n\n{Note}\n");
        MarkdownReport.WriteTable(
            [$"{Unit}, of {Across}", .. counts.Select(count => $"{count:N0}")],
            Curves.Select(curve => (string[])
            [
                curve.Missing.Length > 0 ? $"{curve.Name} (then: {curve.Missing})" : curve.Name,
                .. counts.Select(count => curve.Points.Where(point => point.Count == count)
                    .Select(point => CostText.Of(point.Cost)).FirstOrDefault("")),
            ]),
            numbers: true);
    }
}
