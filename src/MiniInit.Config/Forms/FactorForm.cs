using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A number within bounds, whole or not.</summary>
internal sealed class FactorForm(double least, double most) : Form<double>
{
    public override string Phrase => $"a number from {least} to {most}";

    public override string Word => $"{least} to {most}";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out double result)
    {
        result = value switch
        {
            TomlInteger integer => integer.Value,
            TomlFloat real => real.Value,
            _ => double.NaN,
        };
        if (value is not (TomlInteger or TomlFloat))
        {
            return Mismatch(key, value, report, out result);
        }

        // Written so that NaN, which TOML has too, is refused.
        return (result >= least && result <= most)
            || report.Cannot("out-of-range", value, $"cannot use {Shown.Value(value)} as \"{key}\": expected {Phrase}");
    }

    public override TomlValue Print(double value) =>
        value == (long)value ? new TomlInteger((long)value) : new TomlFloat(value);

    public override JsonObject Schema() =>
        new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };
}
