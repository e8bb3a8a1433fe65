using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>One limit for soft and hard alike, or both.</summary>
internal sealed class LimitForm : Form<(long? Soft, long? Hard)>
{
    private const string Unlimited = "unlimited";

    public override string Phrase =>
        "a number, a size such as \"64M\", \"unlimited\", or both limits such as [1024, 4096]";

    public override string Word => "number, size, \"unlimited\", or [soft, hard]";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, out (long? Soft, long? Hard) result)
    {
        result = default;
        if (value is not TomlArray array)
        {
            bool isRight = TryReadOne(key, value, report, out long? both);
            result = (both, both);
            return isRight;
        }

        if (array.Count != 2)
        {
            return report.Cannot(
                "wrong-type", value, $"cannot use an array of {array.Count} as \"{key}\": write [soft, hard]");
        }

        if (!TryReadOne(key, array[0], report, out long? soft) | !TryReadOne(key, array[1], report, out long? hard))
        {
            return false;
        }

        result = (soft, hard);
        return hard is null || soft <= hard
            || report.Cannot(
                "out-of-range",
                value,
                $"cannot use {TomlWriter.WriteValue(array)} as \"{key}\": the soft limit is above the hard one; "
                    + $"write [{Written(hard)}, {Written(soft)}]");
    }

    public override TomlValue Print((long? Soft, long? Hard) value) =>
        value.Soft == value.Hard ? PrintOne(value.Soft) : new TomlArray([PrintOne(value.Soft), PrintOne(value.Hard)]);

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            One(), new JsonObject { ["type"] = "array", ["items"] = One(), ["minItems"] = 2, ["maxItems"] = 2 }),
    };

    private static JsonObject One() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
            new JsonObject { ["enum"] = new JsonArray(Unlimited) },
            new JsonObject { ["type"] = "string" }),
    };

    private static string Written(long? limit) => TomlWriter.WriteValue(PrintOne(limit));

    private static TomlValue PrintOne(long? limit) =>
        limit is long number ? new TomlInteger(number) : new TomlString(Unlimited);

    private bool TryReadOne(string key, TomlValue value, DiagnosticList report, out long? limit)
    {
        limit = null;
        switch (value)
        {
            case TomlString { Value: Unlimited }:
                return true;
            case TomlInteger { Value: >= 0 } integer:
                limit = integer.Value;
                return true;
            case TomlInteger:
                return report.Cannot(
                    "out-of-range",
                    value,
                    $"cannot use {Shown.Value(value)} as \"{key}\": a limit is not negative; write \"{Unlimited}\" for none");
            case TomlString { Value: "infinity" or "infinite" or "inf" or "none" or "max" or "-1" }:
                return Mismatch(key, value, report, out _, $"write \"{Unlimited}\"");
            case TomlString pair when pair.Value.Split(':') is [string soft, string hard]
                && long.TryParse(soft, out long low) && long.TryParse(hard, out long high):
                return Mismatch(key, value, report, out _, $"write [{low}, {high}]");
            case TomlString text when Size.TryParse(text.Value, out Size size, out TextError error)
                || report.Cannot("bad-value", text, error):
                limit = size.Bytes;
                return true;
            case TomlString:
                return false;
            default:
                return Mismatch(key, value, report, out _);
        }
    }
}
