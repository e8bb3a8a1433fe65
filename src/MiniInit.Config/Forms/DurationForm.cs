using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A span of time, as text or as a number of seconds.</summary>
internal sealed class DurationForm(TimeSpan least, TimeSpan most) : Form<TimeSpan>
{
    private const string Right = "write for instance \"250ms\", \"5s\", \"1h30m\", or a number of seconds";

    public override string Phrase => "a duration such as \"250ms\", \"5s\" or \"1h30m\", or a number of seconds";

    public override string Word => "duration";

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out TimeSpan result)
    {
        string? plain = value switch
        {
            TomlString text => text.Value,
            TomlInteger integer => $"{integer.Value}",
            TomlFloat real => real.Value.ToString("0.#######", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (plain is null)
        {
            return Mismatch(key, value, report, out result);
        }

        if (!Duration.TryParse(plain, out result))
        {
            return report.Cannot("bad-value", value, $"cannot use {Shown.Value(value)} as \"{key}\": {Problem(plain)}");
        }

        if (result < least || result > most)
        {
            string bound = result < least ? $"{Format(least)} is the least" : $"{Format(most)} is the most";
            return report.Cannot("out-of-range", value, $"cannot use {Shown.Value(value)} as \"{key}\": {bound}");
        }

        return true;
    }

    public override TomlValue Print(TimeSpan value) => new TomlString(Duration.Format(value));

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "number"),
        ["pattern"] = "^([0-9]+(\\.[0-9]+)?|([0-9]+(\\.[0-9]+)?(us|ms|s|m|min|h|d))+)$",
        ["minimum"] = least.TotalSeconds,
        ["maximum"] = most.TotalSeconds,
        ["examples"] = new JsonArray("250ms", "5s", "1h30m"),
    };

    /// <summary>Says what is wrong with a span that could not be read.</summary>
    private static string Problem(string text)
    {
        if (text.StartsWith('-'))
        {
            return $"a span of time is not negative; {Right}";
        }

        if (text.Contains(' ', StringComparison.Ordinal))
        {
            return $"number and unit stand together, without a blank; {Right}";
        }

        string letters = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        string? unit = letters switch
        {
            "sec" or "secs" or "second" or "seconds" or "S" => "s",
            "mins" or "minute" or "minutes" => "m",
            "hr" or "hrs" or "hour" or "hours" or "H" => "h",
            "day" or "days" or "D" => "d",
            "msec" or "millis" or "milliseconds" or "MS" => "ms",
            "M" => "m",
            "w" or "week" or "weeks" => "d",
            _ => null,
        };
        if (unit is not null && letters.Length < text.Length)
        {
            return $"{Quotation.Of(letters)} is no unit; the units are us, ms, s, m, h and d";
        }

        bool isHuge = text.Length > 0 && char.IsAsciiDigit(text[0]);
        return isHuge && (letters.Length == 0 || letters is "s" or "m" or "h" or "d" or "ms")
            ? $"{Format(Duration.Longest)} is the most"
            : Right;
    }

    private static string Format(TimeSpan span) => $"\"{Duration.Format(span)}\"";
}
