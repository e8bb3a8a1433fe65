using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// Draws a chart as SVG that is read without a script, on a light and on a dark background, in colours or without: each
/// line has its name at its end, and all figures are in the description.
/// </summary>
internal sealed class SvgChart
{
    private const int Width = 760, Height = 456, Left = 80, Right = 590, Top = 60, Bottom = 350, LineHeight = 17, NoteCharacters = 118;

    private const string Style = """
        text { font: 13px sans-serif; fill: #24292f } .title { font-size: 16px; font-weight: bold } .small { font-size: 11px; fill: #57606a }
        .grid { stroke: #d0d7de; stroke-width: 1 } .line { fill: none; stroke-width: 2 }
        .c0 { stroke: #b3261e; stroke-width: 3 } .c1 { stroke: #0b57d0; stroke-dasharray: 7 3 } .c2 { stroke: #146c2e; stroke-dasharray: 2 3 }
        .c3 { stroke: #7a4ec2; stroke-dasharray: 10 3 2 3 } .c4 { stroke: #8a5a00; stroke-dasharray: 4 4 } .c5 { stroke: #57606a; stroke-dasharray: 1 5 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .small { fill: #9da7b3 } .grid { stroke: #3d444d }
        .c0 { stroke: #ff8a80 } .c1 { stroke: #79b8ff } .c2 { stroke: #7ee787 } .c3 { stroke: #d2a8ff } .c4 { stroke: #ffc66d } .c5 { stroke: #9da7b3 } }
        """;

    private readonly Chart _chart;
    private readonly LogAxis _across, _upwards;
    private readonly StringBuilder _svg = new();

    private SvgChart(Chart chart)
    {
        _chart = chart;
        (int Count, double Cost)[] points = [.. chart.Curves.SelectMany(curve => curve.Points)];
        _across = new LogAxis([.. points.Select(point => (double)point.Count)], Left, Right);
        _upwards = new LogAxis([.. points.Select(point => point.Cost)], Bottom, Top);
    }

    /// <summary>Writes the file of a chart that has points.</summary>
    /// <param name="chart">Which.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="occasion">When and on what it was measured.</param>
    internal static void Write(Chart chart, string folder, string occasion) =>
        File.WriteAllText($"{folder}/{chart.Name}.svg", new SvgChart(chart).Draw(occasion));

    private string Draw(string occasion)
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img">""");
        Line($"<title>{Escaped(_chart.Title)}</title>");
        Line($"<desc>{Escaped(string.Join("; ", _chart.Curves.Select(Described)))}</desc>");
        Line($"<style>\n{Style}\n</style>");
        Text(Left, 24, "title", _chart.Title);
        Text(Left, 44, "small", $"{_chart.Unit} (both axes are logarithmic)");
        DrawAxes();
        DrawCurves();
        int below = Bottom + 58;
        foreach (string line in Lines($"{_chart.Note} {occasion}"))
        {
            Text(16, below, "small", line);
            below += LineHeight - 2;
        }

        Line("</svg>");
        return _svg.ToString();
    }

    private void DrawAxes()
    {
        foreach (double tick in _across.Ticks)
        {
            double x = _across.At(tick);
            Line($"""<path class="grid" d="M{x:0.#} {Top}V{Bottom}"/>""");
            Text(x, Bottom + 18, "", $"{tick:N0}", "middle");
        }

        foreach (double tick in _upwards.Ticks)
        {
            double y = _upwards.At(tick);
            Line($"""<path class="grid" d="M{Left} {y:0.#}H{Right}"/>""");
            Text(Left - 8, y + 4, "", $"{tick:#,0.###}", "end");
        }

        Text((Left + Right) / 2, Bottom + 36, "small", _chart.Across, "middle");
    }

    private void DrawCurves()
    {
        // From the top down, each name below the one before, so that none lies on another.
        double free = double.MinValue;
        foreach (Curve curve in _chart.Curves.Where(curve => curve.Points.Count > 0).OrderByDescending(curve => curve.Points[^1].Cost))
        {
            int colour = _chart.Curves.IndexOf(curve);
            (double X, double Y)[] points = [.. curve.Points.Select(point => (_across.At(point.Count), _upwards.At(point.Cost)))];
            Line($"""<path class="line c{colour}" d="M{string.Join('L', points.Select(point => $"{point.X:0.#} {point.Y:0.#}"))}"/>""");
            foreach ((double x, double y) in points)
            {
                Line($"""<circle class="line c{colour}" style="stroke-dasharray:none" cx="{x:0.#}" cy="{y:0.#}" r="3"/>""");
            }

            double at = Math.Max(points[^1].Y + 4, free);
            Text(points[^1].X + 10, at, "", $"{curve.Name}: {CostText.Of(curve.Points[^1].Cost)}");
            free = at + LineHeight;
        }
    }

    private void Text(double x, double y, string kind, string text, string anchor = "start")
    {
        string attributes = (kind.Length > 0 ? $" class=\"{kind}\"" : "") + (anchor == "start" ? "" : $" text-anchor=\"{anchor}\"");
        Line($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{attributes}>{Escaped(text)}</text>");
    }

    private string Described(Curve curve) =>
        $"{curve.Name}: {string.Join(", ", curve.Points.Select(point => $"{CostText.Of(point.Cost)} {_chart.Unit} of {point.Count:N0}"))}";

    /// <summary>Breaks a text between words.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        while (text.Length > NoteCharacters)
        {
            int blank = text.LastIndexOf(' ', NoteCharacters);
            yield return text[..blank];
            text = text[(blank + 1)..];
        }

        yield return text;
    }

    private void Line(string text) => _svg.Append(text).Append('\n');

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
