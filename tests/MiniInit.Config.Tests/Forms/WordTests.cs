using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;

namespace MiniInit.Config.Tests.Forms;

/// <summary>The words of a choice are the names of an enumeration, which the reader does not ask the runtime for.</summary>
public sealed class WordTests
{
    public static TheoryData<string, string, Type> Choices { get; } = new()
    {
        { "job", "type", typeof(JobType) },
        { "job", "kill-mode", typeof(KillMode) },
        { "job", "adopt", typeof(Adoption) },
        { "job", "track", typeof(Tracking) },
        { "job", "console", typeof(ConsoleMode) },
        { "job", "sandbox/on-unavailable", typeof(OnUnavailable) },
        { "job", "health/action", typeof(HealthAction) },
        { "miniinit", "init/log-level", typeof(LogLevel) },
        { "miniinit", "init/log-format", typeof(LogFormat) },
        { "miniinit", "init/output", typeof(OutputMode) },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void They_are_all_there_in_the_order_of_their_numbers(string schema, string key, Type type)
    {
        Assert.Equal(Enumerable.Range(0, Enum.GetNames(type).Length), Enum.GetValuesAsUnderlyingType(type).Cast<int>());
        Assert.Equal(Enum.GetNames(type).Select(name => name.ToLowerInvariant()), Find(schema, key)["enum"]!.AsArray().Select(word => (string)word!));
    }

    [Fact]
    public void So_are_those_of_the_resources() => Assert.Equal(
        Enum.GetNames<Resource>().Select(name => name.ToLowerInvariant()), Find("job", "limits")["properties"]!.AsObject().Select(one => one.Key));

    /// <summary>Another test holds these documents to the code.</summary>
    private static JsonNode Find(string schema, string key)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, $"docs/{schema}.schema.json")))!;
        foreach (string name in key.Split('/'))
        {
            node = node["properties"]![name]!;
        }

        return node;
    }
}
