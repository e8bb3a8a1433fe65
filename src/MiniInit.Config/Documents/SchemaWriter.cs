using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MiniInit.Config.Keys;

namespace MiniInit.Config.Documents;

/// <summary>Writes the JSON Schemas (draft 7) by which editors complete and check job files.</summary>
internal static class SchemaWriter
{
    private const string Dialect = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is read by editors and people, not put into HTML
    };

    /// <summary>Gives the schema of a job file.</summary>
    public static string JobFile() => Write(Headed(JobSchema(), "MiniInit job file"));

    /// <summary>Gives the schema of a main file.</summary>
    public static string MainFile()
    {
        JsonObject job = JobSchema();
        JsonObject init = InitKeys.Table.Schema();
        init["description"] = "What is set for init as a whole.";
        JsonObject root = new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["init"] = init,
                ["job"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "The jobs: [job.NAME] for each.",
                    ["additionalProperties"] = job,
                },
            },
            ["additionalProperties"] = false,
        };
        return Write(Headed(root, "MiniInit main file"));
    }

    private static JsonObject JobSchema()
    {
        JsonObject job = JobKeys.Table.Schema();
        job["not"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = new JsonArray("exec", "script") },
                new JsonObject { ["required"] = new JsonArray("schedule", "every") }),
        };
        return job;
    }

    private static JsonObject Headed(JsonObject schema, string title)
    {
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "title", title);
        return schema;
    }

    private static string Write(JsonObject schema)
    {
        System.Buffers.ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter writer = new(output, s_options))
        {
            schema.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan) + "\n";
    }
}
