using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>What follows when a job was respawned too often.</summary>
internal sealed class RespawnEndForm : Form<RespawnEnd>
{
    private const string Retry = "retry-after";

    public override string Phrase => "\"fail\", \"exit\", or \"retry-after 5m\"";

    public override string Word => "\"fail\", \"exit\", \"retry-after DURATION\"";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out RespawnEnd result)
    {
        if (value is not TomlString text)
        {
            return Mismatch(key, value, report, out result);
        }

        result = text.Value switch
        {
            "fail" => new RespawnEnd.Fail(),
            "exit" => new RespawnEnd.Exit(),
            _ when TryReadRetry(text.Value, out TimeSpan pause) => new RespawnEnd.Retry(pause),
            _ => null,
        };
        string? hint = text.Value == Retry ? "say after how long"
            : text.Value.StartsWith(Retry + " ", StringComparison.Ordinal)
                && SpokenDuration.Correct(text.Value[Retry.Length..].Trim()) is string span
            ? $"write \"{Retry} {span}\""
            : NearestWord.Find(text.Value, ["fail", "exit", Retry]) is string near ? $"did you mean \"{near}\"?"
            : null;
        return result is not null || Mismatch(key, value, report, out result, hint);
    }

    public override TomlValue Print(RespawnEnd value) => new TomlString(value switch
    {
        RespawnEnd.Fail => "fail",
        RespawnEnd.Exit => "exit",
        RespawnEnd.Retry retry => $"{Retry} {Duration.Format(retry.Pause)}",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no word stands for it"),
    });

    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = "^(fail|exit|retry-after .+)$",
        ["examples"] = new JsonArray("fail", "exit", "retry-after 5m"),
    };

    private static bool TryReadRetry(string text, out TimeSpan pause)
    {
        pause = default;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && words[0] == Retry && Duration.TryParse(words[1], out pause)
            && pause > TimeSpan.Zero;
    }
}
