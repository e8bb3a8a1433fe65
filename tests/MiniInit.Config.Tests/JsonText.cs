using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Tests;

/// <summary>TOML as JSON, for validators of schemas.</summary>
internal static class JsonText
{
    /// <summary>Gives a text that is right TOML as JSON.</summary>
    public static string Of(byte[] toml)
    {
        TomlDocument document = TomlDocument.Parse(toml, "test.toml");
        Assert.False(document.HasErrors);
        return Of(document.Root);
    }

    /// <summary>Gives one value, as it stands behind a key, as JSON.</summary>
    public static string OfValue(string written)
    {
        TomlDocument document = TomlDocument.Parse(Encoding.UTF8.GetBytes($"key = {written}"), "test.toml");
        Assert.False(document.HasErrors, written);
        return Of(document.Root[0].Value);
    }

    private static string Of(TomlValue value) => Node(value)!.ToJsonString();

    private static JsonNode? Node(TomlValue value) => value switch
    {
        TomlTable table => new JsonObject(
            table.Select(entry => new KeyValuePair<string, JsonNode?>(entry.Key, Node(entry.Value)))),
        TomlArray array => new JsonArray([.. array.Select(Node)]),
        TomlString text => text.Value,
        TomlInteger integer => integer.Value,
        TomlFloat real => real.Value,
        TomlBoolean flag => flag.Value,
        _ => throw new InvalidDataException($"JSON has no {value.KindPhrase}"),
    };
}
