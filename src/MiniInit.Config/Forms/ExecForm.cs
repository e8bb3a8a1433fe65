using System.Text.Json.Nodes;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A program with its arguments: an array, or one text by Upstart's rule.</summary>
internal sealed class ExecForm : Form<JobCommand?>
{
    private static readonly ListForm<string> s_arguments = new(
        new TextForm("an argument", ValueLimits.ArgumentBytes, mayBeEmpty: true, "\"--port\""),
        "an array of texts, the program first, such as [\"nginx\", \"-g\", \"daemon off;\"]",
        isSet: false,
        least: 1);

    public override string Phrase =>
        "a command such as \"redis-server --save ''\" or an array such as [\"redis-server\", \"--save\", \"\"]";

    public override string Word => "text, or list of arguments";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out JobCommand? result)
    {
        result = null;
        switch (value)
        {
            case TomlString text:
                if (!CommandSplit.TryParse(text.Value, out CommandSplit? split, out TextError error))
                {
                    return report.Cannot("bad-value", text, error);
                }

                result = new JobCommand.Line(split);
                return true;
            case TomlArray array when s_arguments.TryRead(key, array, report, out ValueList<string>? arguments):
                result = new JobCommand.Program(arguments);
                return arguments[0].Length > 0
                    || report.Cannot(
                        "bad-value",
                        array[0],
                        $"cannot use \"\" as \"{key}\": the program's name is empty; write its path, or its name for a "
                            + "search in PATH");
            case TomlArray:
                return false;
            default:
                return Mismatch(key, value, report, out result);
        }
    }

    public override TomlValue? Print(JobCommand? value) => value switch
    {
        JobCommand.Program program => s_arguments.Print(program.Arguments),
        JobCommand.Line line => new TomlString(line.Split.Text),
        _ => null,
    };

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1 }, s_arguments.Schema()),
    };
}
