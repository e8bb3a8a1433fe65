using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>The report for people, written table by table.</summary>
internal static class MarkdownReport
{
    internal static void WriteHead(Machine machine, IReadOnlyList<Versions.Entry> versions)
    {
        Terminal.WriteLine("# Benchmark of miniinit\n");
        WriteTable(["machine", ""], machine.Lines().Select(line => (string[])[line.Name, line.Value]));
        WriteTable(
            ["program", "path", "says", "Debian package"],
            versions.Select(entry => (string[])[entry.Name, $"`{entry.Path}`", entry.Says, entry.Package]));
    }

    internal static void Write(Measurement measurement)
    {
        Terminal.WriteLine($"## {measurement.Name}: {measurement.Title}\n");
        if (measurement.Note.Length > 0)
        {
            Terminal.WriteLine($"{measurement.Note}\n");
        }

        bool repeated = measurement.Lines.Any(line => line.Samples.Count > 1);
        string ratio = $"against {measurement.Reference}";
        WriteTable(
            repeated ? ["init", "runs", "median", "p10", "p90", ratio] : ["init", "value", ratio],
            measurement.Lines.Select(line => Cells(measurement, line, repeated)),
            numbers: true);
        WriteVerdicts(measurement);
    }

    /// <summary>Outcomes that nobody wants are bold.</summary>
    internal static void Write(IReadOnlyList<Observation> observations)
    {
        Terminal.WriteLine("## behaviour: what the inits do where many fail\n");
        WriteTable(
            ["behaviour", "situation", "runs", "wanted", .. observations[0].Inits.Select(init => init.Name)],
            observations.Select(observation => (string[])
            [
                observation.Behaviour.Name,
                observation.Behaviour.Summary,
                observation.Runs.ToString(),
                observation.Behaviour.Wanted,
                .. observation.Outcomes.Select(
                    outcome => outcome.AsWanted == false ? $"**{outcome.Text}**" : outcome.Text),
            ]));
    }

    internal static void WriteTable(
        IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, bool numbers = false)
    {
        Terminal.WriteLine(Row(head));
        Terminal.WriteLine(Row([.. head.Select((_, column) => numbers && column > 0 ? "---:" : "---")]));
        foreach (IReadOnlyList<string> row in rows)
        {
            Terminal.WriteLine(Row(row));
        }

        Terminal.WriteLine();
    }

    private static void WriteVerdicts(Measurement measurement)
    {
        List<Budget.Verdict> verdicts = Budget.Judge(measurement);
        foreach (Budget.Verdict verdict in verdicts)
        {
            string met = verdict.Met ? "met" : "**missed**";
            Terminal.WriteLine($"- {verdict.Kind} {verdict.Limit}: {met} ({verdict.Found})");
        }

        if (verdicts.Count > 0)
        {
            Terminal.WriteLine();
        }
    }

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string[] Cells(Measurement measurement, Measurement.Line line, bool repeated)
    {
        Samples samples = line.Samples;
        if (samples.Count == 0)
        {
            return repeated ? [line.Init, "0", line.Missing, "", "", ""] : [line.Init, line.Missing, ""];
        }

        Unit unit = measurement.Unit;
        string init = line.Missing.Length > 0 ? $"{line.Init} (then: {line.Missing})" : line.Init;
        string median = unit.Format(samples.Median);
        string ratio = measurement.Ratio(line) is double value ? $"{value:F2}×" : "";
        return repeated
            ? [init, samples.Count.ToString(), median, unit.Format(samples.P10), unit.Format(samples.P90), ratio]
            : [init, median, ratio];
    }
}
