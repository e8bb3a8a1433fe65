using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>An event expression.</summary>
internal sealed class ExpressionForm : Form<EventExpression>
{
    public override string Phrase => "an event expression such as \"started db and net-up\"";

    public override string Word => "event expression";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out EventExpression result)
    {
        if (value is not TomlString text)
        {
            string? hint = value is TomlArray ? "join events by \"and\" or \"or\" in one text" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        return EventExpressionParser.TryParse(text.Value, out result, out ParseError error)
            || report.Cannot("bad-expression", text, new TextError(error.Offset, error.Length, error.Message));
    }

    public override TomlValue Print(EventExpression value) => new TomlString(value.ToString());

    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["minLength"] = 1,
        ["examples"] = new JsonArray("startup", "started db", "started db and net-up", "job:db"),
    };
}
