using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>The path of a file with variables; a dash before it says that it may be missing.</summary>
internal sealed class EnvironmentFileForm : Form<EnvironmentFile>
{
    public override string Phrase => "an absolute path such as \"/etc/default/web\", or \"-/etc/default/web\"";

    public override string Word => "absolute path, \"-\" before it if it may be missing";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out EnvironmentFile result)
    {
        if (value is not TomlString text)
        {
            return Mismatch(key, value, report, out result);
        }

        bool isOptional = text.Value.StartsWith('-');
        bool isRight = AbsolutePath.TryParse(isOptional ? text.Value[1..] : text.Value, out string path, out TextError error);
        result = isRight ? new EnvironmentFile(path, isOptional) : null;
        return isRight
            || report.Cannot("bad-value", text, error with { Offset = error.Offset + (isOptional ? 1 : 0) });
    }

    public override TomlValue Print(EnvironmentFile value) =>
        new TomlString(value.IsOptional ? "-" + value.Path : value.Path);

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^-?/" };
}
