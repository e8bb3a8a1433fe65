using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A table of variables with their values.</summary>
internal sealed class EnvironmentForm : Form<ValueList<EnvironmentEntry>>
{
    public override string Phrase => "a table such as { LANG = \"C.UTF-8\" }";

    public override string Word => "table of texts";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<EnvironmentEntry> result)
    {
        if (value is not TomlTable table)
        {
            string? hint = AsTable(value) is TomlTable meant && Shown.Literal(meant) is string right ? $"write {right}"
                : value is TomlArray { Count: > 0 } array && array[0] is TomlString
                    ? "write NAME = \"value\" instead of \"NAME=value\"" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        result = null;
        if (table.Count > ConfigLimits.Variables)
        {
            return report.Cannot(
                "out-of-range", value, $"cannot set {table.Count} variables: {ConfigLimits.Variables} are the most");
        }

        List<EnvironmentEntry> entries = new(table.Count);
        bool isRight = true;
        foreach (TomlEntry entry in table)
        {
            isRight = TryReadEntry(key, entry, report, entries) && isRight;
        }

        result = isRight ? [.. entries] : null;
        return isRight;
    }

    public override TomlValue? Print(ValueList<EnvironmentEntry> value) => value.Count == 0 ? null : new TomlTable(
        value.ConvertAll(entry => KeyValuePair.Create(entry.Name, (TomlValue)new TomlString(entry.Value.Text))),
        isInline: true);

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = "string" },
    };

    /// <summary>Gives the table of what is written <c>NAME=value</c>, as elsewhere; null for anything else.</summary>
    private static TomlTable? AsTable(TomlValue value)
    {
        IReadOnlyList<TomlValue> items = value is TomlArray { Count: <= 3 } array ? array : [value];
        Dictionary<string, TomlValue> entries = [];
        foreach (TomlValue item in items)
        {
            if (item is not TomlString { Value.Length: <= 60 } text
                || text.Value.Split('=', 2) is not [string name, string right]
                || !EnvironmentName.TryParse(name, out _, out _)
                || !entries.TryAdd(name, new TomlString(right)))
            {
                return null;
            }
        }

        return entries.Count == 0 ? null : new TomlTable(entries, isInline: true);
    }

    private static bool TryReadEntry(
        string key, in TomlEntry entry, DiagnosticList report, List<EnvironmentEntry> entries)
    {
        if (!EnvironmentName.TryParse(entry.Key, out string name, out TextError error))
        {
            return report.Cannot("bad-name", entry, error.Message);
        }

        if (entry.Value is not TomlString text)
        {
            string hint = entry.Value is TomlInteger or TomlFloat or TomlBoolean
                ? $"write \"{Shown.Value(entry.Value)}\"" : "write a text in quotes";
            return report.Cannot(
                "wrong-type",
                entry.Value,
                $"cannot use {Shown.Value(entry.Value)} as \"{key}.{name}\": the values of variables are texts; {hint}");
        }

        if (!Expansion.TryParse(text.Value, out Expansion? expansion, out error))
        {
            return report.Cannot("bad-value", text, error);
        }

        entries.Add(new EnvironmentEntry(name, expansion));
        return true;
    }
}
