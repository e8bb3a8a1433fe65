using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace MiniInit.Bench;

/// <summary>The same results for programs; values are in the unit that stands beside them.</summary>
internal static class JsonReport
{
    internal static void Write(
        FileStream file,
        Machine machine,
        IReadOnlyList<Versions.Entry> versions,
        IReadOnlyList<Measurement> measurements,
        IReadOnlyList<Observation> observations)
    {
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("machine");
        foreach ((string name, string value) in machine.Lines())
        {
            json.WriteString(name.ToLowerInvariant(), value);
        }

        json.WriteEndObject();
        WriteArray(json, "programs", versions, WriteVersion);
        WriteArray(json, "rows", measurements, WriteMeasurement);
        WriteArray(json, "behaviours", observations, WriteObservation);
        json.WriteEndObject();
    }

    /// <summary>Done before anything is measured: a path that cannot be written should not cost the results.</summary>
    internal static FileStream Create(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"cannot write \"{path}\": is it in a directory that you may write?");
        }
    }

    private static void WriteVersion(Utf8JsonWriter json, Versions.Entry entry)
    {
        json.WriteString("name", entry.Name);
        json.WriteString("path", entry.Path);
        json.WriteString("says", entry.Says);
        json.WriteString("package", entry.Package);
    }

    private static void WriteMeasurement(Utf8JsonWriter json, Measurement measurement)
    {
        json.WriteString("row", measurement.Name);
        json.WriteString("title", measurement.Title);
        json.WriteString("unit", measurement.Unit.Key());
        json.WriteString("reference", measurement.Reference);
        WriteArray(json, "inits", measurement.Lines, (_, line) => WriteLine(json, measurement, line));
        WriteArray(json, "budget", Budget.Judge(measurement), WriteVerdict);
    }

    private static void WriteLine(Utf8JsonWriter json, Measurement measurement, Measurement.Line line)
    {
        json.WriteString("name", line.Init);
        json.WriteNumber("runs", line.Samples.Count);
        if (line.Samples.Count > 0)
        {
            json.WriteNumber("median", line.Samples.Median);
            json.WriteNumber("p10", line.Samples.P10);
            json.WriteNumber("p90", line.Samples.P90);
        }

        if (measurement.Ratio(line) is double ratio)
        {
            json.WriteNumber("ratio", ratio);
        }

        if (line.Missing.Length > 0)
        {
            json.WriteString("missing", line.Missing);
        }
    }

    private static void WriteVerdict(Utf8JsonWriter json, Budget.Verdict verdict)
    {
        json.WriteString("kind", verdict.Kind);
        json.WriteString("limit", verdict.Limit);
        json.WriteString("found", verdict.Found);
        json.WriteBoolean("met", verdict.Met);
    }

    private static void WriteObservation(Utf8JsonWriter json, Observation observation)
    {
        json.WriteString("behaviour", observation.Behaviour.Name);
        json.WriteString("situation", observation.Behaviour.Summary);
        json.WriteString("wanted", observation.Behaviour.Wanted);
        json.WriteNumber("runs", observation.Runs);
        WriteArray(json, "inits", observation.Inits.Zip(observation.Outcomes), WriteOutcome);
    }

    private static void WriteOutcome(Utf8JsonWriter json, (Init Init, Outcome Outcome) observed)
    {
        json.WriteString("name", observed.Init.Name);
        json.WriteString("outcome", observed.Outcome.Text);
        if (observed.Outcome.AsWanted is bool wanted)
        {
            json.WriteBoolean("as-wanted", wanted);
        }
    }

    private static void WriteArray<T>(
        Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
