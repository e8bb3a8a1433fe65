using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>What is read-only: all, nothing, or some folders.</summary>
internal sealed class ReadOnlyForm : Form<ValueList<string>>
{
    public override string Phrase => "true, false, or an array of absolute paths such as [\"/etc\"]";

    public override string Word => "true, false, or list of absolute paths";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ValueList<string> result)
    {
        switch (value)
        {
            case TomlBoolean flag:
                result = flag.Value ? ["/"] : [];
                return true;
            case TomlArray:
                return CommonForms.Paths.TryRead(key, value, report, out result);
            default:
                bool isPath = value is TomlString && CommonForms.Path.Accepts(key, value);
                string? path = isPath ? Shown.Literal(value) : null;
                return Mismatch(key, value, report, out result, path is null ? null : $"write [{path}]");
        }
    }

    public override TomlValue Print(ValueList<string> value) => value switch
    {
        { Count: 0 } => new TomlBoolean(false),
        { Count: 1 } when value[0] == "/" => new TomlBoolean(true),
        _ => CommonForms.Paths.Print(value)!,
    };

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, CommonForms.Paths.Schema()),
    };
}
