using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>An exit code as a number, or a signal by name.</summary>
internal sealed class ProcessEndForm : Form<ProcessEnd>
{
    private static readonly IntegerForm s_code = new(0, 255);

    public override string Phrase => "an exit code from 0 to 255, or the name of a signal such as \"TERM\"";

    public override string Word => "exit code or signal";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out ProcessEnd result)
    {
        result = null;
        if (value is TomlInteger)
        {
            bool isRight = s_code.TryRead(key, value, report, out int code);
            result = isRight ? new ProcessEnd.Exited(code) : null;
            return isRight;
        }

        if (value is TomlString text && text.Value.Length > 0 && !char.IsAsciiDigit(text.Value[0]))
        {
            bool isRight = CommonForms.SignalName.TryRead(key, value, report, out Signal signal);
            result = isRight ? new ProcessEnd.Killed(signal) : null;
            return isRight;
        }

        return Mismatch(key, value, report, out result, value is TomlString ? "write a code without quotes" : null);
    }

    public override TomlValue Print(ProcessEnd value) => value switch
    {
        ProcessEnd.Exited exited => new TomlInteger(exited.Code),
        ProcessEnd.Killed killed => new TomlString(killed.Signal.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "no such end"),
    };

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(s_code.Schema(), new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z]" }),
    };
}
