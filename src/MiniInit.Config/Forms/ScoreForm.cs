using System.Text.Json.Nodes;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>How readily the kernel kills a process when memory is short; <c>never</c> is the lowest.</summary>
internal sealed class ScoreForm : Form<int>
{
    private const string Never = "never";
    private static readonly IntegerForm s_number = new(-1000, 1000);

    public override string Phrase => $"{s_number.Phrase}, or \"{Never}\"";

    public override string Word => $"{s_number.Word}, or \"{Never}\"";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out int result)
    {
        result = -1000;
        return value switch
        {
            TomlString { Value: Never } => true,
            TomlInteger => s_number.TryRead(key, value, report, out result),
            _ => Mismatch(key, value, report, out result),
        };
    }

    public override TomlValue Print(int value) => s_number.Print(value);

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(s_number.Schema(), new JsonObject { ["enum"] = new JsonArray(Never) }),
    };
}
