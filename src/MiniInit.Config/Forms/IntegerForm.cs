using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A whole number within bounds.</summary>
internal sealed class IntegerForm(int least, int most) : Form<int>
{
    public override string Phrase => $"a whole number from {least} to {most}";

    public override string Word => $"{least} to {most}";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out int result)
    {
        result = 0;
        if (value is not TomlInteger integer)
        {
            string? hint = value is TomlString text && int.TryParse(text.Value, out int number)
                ? $"write {number} without quotes"
                : null;
            return Mismatch(key, value, report, out result, hint);
        }

        if (integer.Value < least || integer.Value > most)
        {
            return report.Cannot("out-of-range", value, $"cannot use {integer.Value} as \"{key}\": expected {Phrase}");
        }

        result = (int)integer.Value;
        return true;
    }

    public override TomlValue Print(int value) => new TomlInteger(value);

    public override JsonObject Schema() =>
        new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}
