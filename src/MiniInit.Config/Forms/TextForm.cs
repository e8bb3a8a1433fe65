using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>Any text without a NUL.</summary>
internal sealed class TextForm(string purpose, int maximum, bool mayBeEmpty, string example) : Form<string>
{
    public override string Phrase => $"a text such as {example}";

    public override string Word => "text";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out string result)
    {
        if (value is not TomlString text)
        {
            string? hint = value is TomlInteger or TomlFloat or TomlBoolean ? $"write \"{Shown.Value(value)}\"" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        result = text.Value;
        bool isRight = mayBeEmpty
            ? TextCheck.PassesEmpty(result, maximum, purpose, out TextError error)
            : TextCheck.Passes(result, maximum, purpose, $"write for instance {example}", out error);
        return isRight || report.Cannot("bad-text", text, error);
    }

    public override TomlValue Print(string value) => new TomlString(value);

    public override JsonObject Schema() => new() { ["type"] = "string", ["maxLength"] = maximum };
}
