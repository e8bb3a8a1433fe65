using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A number, or a word for none.</summary>
internal sealed class CountForm(int least, int most, string none) : Form<int?>
{
    private readonly IntegerForm _number = new(least, most);

    public override string Phrase => $"{_number.Phrase}, or \"{none}\"";

    public override string Word => $"{_number.Word}, or \"{none}\"";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out int? result)
    {
        result = null;
        if (value is TomlString text)
        {
            string? hint = text.Value is "infinite" or "infinity" or "inf" or "none" or "never" or "always" or "-1"
                ? $"write \"{none}\"" : null;
            return text.Value == none || Mismatch(key, value, report, out result, hint);
        }

        if (value is not TomlInteger)
        {
            return Mismatch(key, value, report, out result);
        }

        bool isRight = _number.TryRead(key, value, report, out int number);
        result = number;
        return isRight;
    }

    public override TomlValue Print(int? value) =>
        value is int number ? _number.Print(number) : new TomlString(none);

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(_number.Schema(), new JsonObject { ["enum"] = new JsonArray(none) }),
    };
}
