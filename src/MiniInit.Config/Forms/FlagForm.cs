using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>Yes or no.</summary>
internal sealed class FlagForm : Form<bool>
{
    public override string Phrase => "true or false";

    public override string Word => "true or false";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out bool result)
    {
        if (value is TomlBoolean flag)
        {
            result = flag.Value;
            return true;
        }

        string? hint = value switch
        {
            TomlString { Value: "true" or "yes" or "on" or "1" } or TomlInteger { Value: 1 } => "write true",
            TomlString { Value: "false" or "no" or "off" or "0" } or TomlInteger { Value: 0 } => "write false",
            _ => null,
        };
        return Mismatch(key, value, report, out result, hint);
    }

    public override TomlValue Print(bool value) => new TomlBoolean(value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
