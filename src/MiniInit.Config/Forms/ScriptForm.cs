using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A script for a shell.</summary>
internal sealed class ScriptForm : Form<JobCommand?>
{
    private static readonly TextForm s_text =
        new("a script", ConfigLimits.ScriptCharacters, mayBeEmpty: false, "\"exec web --port 80\"");

    public override string Phrase => s_text.Phrase;

    public override string Word => "text";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out JobCommand? result)
    {
        if (value is TomlArray)
        {
            return Mismatch(
                key, value, report, out result, "put the lines into one text in three quotes, \"\"\"…\"\"\"");
        }

        bool isRight = s_text.TryRead(key, value, report, out string? text);
        result = isRight ? new JobCommand.Script(text!) : null;
        return isRight;
    }

    public override TomlValue? Print(JobCommand? value) =>
        value is JobCommand.Script script ? new TomlString(script.Text) : null;

    public override JsonObject Schema() => s_text.Schema();
}
