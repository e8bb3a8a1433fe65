using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using MiniInit.Core.Schedules;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A span of time, as text or as a number of seconds.</summary>
internal sealed class DurationForm(TimeSpan least, TimeSpan most) : Form<TimeSpan>
{
    private const string Number = "[0-9]+(\\.[0-9]+)?";
    private const string Units = "units are d, h, m, s, ms and us in that order, each once and without blanks";
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
        ["pattern"] = $"^({Number}|(?=[0-9])({Number}d)?({Number}h)?({Number}(m|min))?({Number}s)?"
            + $"({Number}ms)?({Number}us)?)$",
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

        if (text.ToLowerInvariant()
            is "inf" or "+inf" or "infinity" or "infinite" or "never" or "forever" or "unlimited")
        {
            return $"there is no endless span; {Format(Duration.Longest)} is the most";
        }

        if (CronSchedule.TryParse(text, out _, out _))
        {
            return "this is a cron text, which goes into \"schedule\"";
        }

        return SpokenDuration.Correct(text) is not string right ? Right
            : Duration.TryParse(right, out _) ? $"{Units}; write \"{right}\""
            : $"{Format(Duration.Longest)} is the most";
    }

    private static string Format(TimeSpan span) => $"\"{Duration.Format(span)}\"";
}
