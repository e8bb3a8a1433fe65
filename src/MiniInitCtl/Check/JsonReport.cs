using System.Buffers;
using System.Text;
using System.Text.Json;
using MiniInit.Config;
using MiniInit.Toml;

namespace MiniInit.Ctl.Check;

/// <summary>What a check found, for programs.</summary>
internal static class JsonReport
{
    /// <summary>Gives one object: <c>ok</c>, <c>diagnostics</c>, <c>jobs</c>, and <c>configuration</c> if asked for.</summary>
    public static string Write(JobConfiguration configuration, bool isRight, bool prints)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("ok", isRight);
            writer.WriteStartArray("diagnostics");
            foreach (Diagnostic diagnostic in configuration.Diagnostics)
            {
                Write(writer, diagnostic);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("jobs");
            foreach (JobEntry job in configuration.Jobs)
            {
                Write(writer, job);
            }

            writer.WriteEndArray();
            if (prints)
            {
                writer.WriteString("configuration", configuration.Print());
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("file", diagnostic.Source.Name);
        if (diagnostic.Span.Start.Line > 0)
        {
            Write(writer, "start", diagnostic.Span.Start);
            Write(writer, "end", diagnostic.Span.End);
        }

        writer.WriteString("message", diagnostic.Message);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, TomlPosition position)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("line", position.Line);
        writer.WriteNumber("column", position.Column);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JobEntry job)
    {
        writer.WriteStartObject();
        writer.WriteString("name", job.Name);
        writer.WriteBoolean("valid", job.Definition is not null);
        writer.WriteStartArray("files");
        foreach (string file in job.Files)
        {
            writer.WriteStringValue(file);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
