using System;
using System.Linq;
using System.Text.Json;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>What a call was answered.</summary>
/// <param name="Error">The error without its interface; null for none.</param>
/// <param name="Parameters">What it tells.</param>
/// <param name="Continues">Whether more follow.</param>
internal sealed record VarlinkReply(string? Error, JsonElement Parameters, bool Continues)
{
    /// <summary>Reads a message.</summary>
    public static VarlinkReply Read(ReadOnlyMemory<byte> frame)
    {
        using var document = JsonDocument.Parse(frame);
        JsonElement all = document.RootElement.Clone();
        string? error = all.TryGetProperty("error", out JsonElement name) ? name.GetString() : null;
        return new VarlinkReply(
            error?[(error.LastIndexOf('.') + 1)..],
            all.TryGetProperty("parameters", out JsonElement parameters) ? parameters : default,
            all.TryGetProperty("continues", out JsonElement continues) && continues.GetBoolean());
    }

    /// <summary>A parameter by its path, such as <c>instance.state</c>; null where there is none.</summary>
    public string? Text(string path) =>
        Find(path) is { ValueKind: not JsonValueKind.Null } found ? found.ToString() : null;

    /// <summary>A parameter by its path; null where there is none.</summary>
    public JsonElement? Find(string path)
    {
        JsonElement at = Parameters;
        foreach (string name in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Array)
            {
                at = at[int.Parse(name)];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>A parameter that is a list of texts.</summary>
    public string[] Texts(string path) => [.. Find(path)!.Value.EnumerateArray().Select(one => one.GetString()!)];

    /// <summary>A parameter that is a list of objects.</summary>
    public JsonElement[] Rows(string path) => [.. Find(path)!.Value.EnumerateArray()];

    public override string ToString() => $"{Error ?? "reply"} {Parameters}{(Continues ? " …" : "")}";
}
