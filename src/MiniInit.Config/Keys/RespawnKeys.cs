using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;
using DelayKey = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.RespawnDelay>;
using LimitKey = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.RespawnLimit>;

namespace MiniInit.Config.Keys;

/// <summary>The keys of <c>respawn-delay</c> and <c>respawn-limit</c>.</summary>
internal static class RespawnKeys
{
    public static TableForm<RespawnDelay, RespawnDelay> Delay { get; } = new(
        new KeyTable<RespawnDelay>(
            new RespawnDelay(),
            [
                DelayKey.Make(
                    "min", CommonForms.Pause, delay => delay.Min, (delay, v) => delay with { Min = v },
                    "The pause before the second respawn in a row; the first one of a job that was ready has none."),
                DelayKey.Make(
                    "max", CommonForms.Pause, delay => delay.Max, (delay, v) => delay with { Max = v },
                    "The longest pause."),
                DelayKey.Make(
                    "factor", new FactorForm(1, 100), delay => delay.Factor, (delay, v) => delay with { Factor = v },
                    "By how much each pause is longer than the one before."),
                DelayKey.Make(
                    "reset", CommonForms.Pause, delay => delay.Reset, (delay, v) => delay with { Reset = v },
                    "How long the job stays ready until the next respawn is a first one again."),
            ]),
        "a table such as { min = \"1s\", max = \"1m\" }",
        FinishDelay,
        delay => delay)
    {
        Short = ["min"],
    };

    public static TableForm<RespawnLimit, RespawnLimit> Limit { get; } = TableForm.Of(
        new KeyTable<RespawnLimit>(
            new RespawnLimit(),
            [
                LimitKey.Make(
                    "count", new CountForm(1, 1_000_000, "unlimited"), limit => limit.Count,
                    (limit, v) => limit with { Count = v },
                    "How many respawns there may be in a row, without the job staying ready for respawn-delay.reset."),
                LimitKey.Make(
                    "interval", OptionalForm.Value(CommonForms.Timeout), limit => limit.Interval,
                    (limit, v) => limit with { Interval = v },
                    "Counts the respawns within this window instead, as Upstart does.", "counts those in a row"),
                LimitKey.Make(
                    "then", new RespawnEndForm(), limit => limit.Then, (limit, v) => limit with { Then = v },
                    "What follows one more: the job fails, it is started again later, or init ends with its code."),
            ]),
        "a table such as { count = 5, then = \"retry-after 5m\" }", "count", "then");

    private static bool FinishDelay(
        string key, TomlTable table, RespawnDelay delay, DiagnosticList report,
        [MaybeNullWhen(false)] out RespawnDelay result)
    {
        result = delay;
        if (delay.Min <= delay.Max)
        {
            return true;
        }

        TomlEntry place = table.TryGetEntry("min", out TomlEntry min) ? min : table[0];
        return report.Cannot(
            "out-of-range",
            place,
            $"cannot use \"{key}\": its min of {Duration.Format(delay.Min)} is above its max of "
                + $"{Duration.Format(delay.Max)}; raise max, or lower min");
    }
}
