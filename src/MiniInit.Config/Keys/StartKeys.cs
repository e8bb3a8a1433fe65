using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>When the job starts and stops by itself.</summary>
internal static class StartKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "start-on", OptionalForm.Of(new ExpressionForm()), job => job.StartOn, (job, v) => job with { StartOn = v },
            "When the job starts: events with their variables, and levels (job:NAME, file:PATH), joined by and, or and "
                + "parentheses.",
            "at boot, unless manual, instance, schedule or every is set"),
        K.Make(
            "stop-on", OptionalForm.Of(new ExpressionForm()), job => job.StopOn, (job, v) => job with { StopOn = v },
            "When the job stops, written like start-on.", "when it is asked to, or at shutdown"),
        K.Make(
            "manual", CommonForms.Flag, job => job.IsManual, (job, v) => job with { IsManual = v },
            "Whether the job starts only when it is asked for, or when another needs it; start-on is then ignored."),
        K.Make(
            "schedule", OptionalForm.Of(CommonForms.Cron), job => job.Schedule, (job, v) => job with { Schedule = v },
            "When the job is started by the clock: five fields as in cron, or @hourly, @daily and so on."),
        K.Make(
            "every", OptionalForm.Value(CommonForms.Timeout), job => job.Every, (job, v) => job with { Every = v },
            "The span from one start to the next."),
        K.Make(
            "if-path-exists", CommonForms.Paths, job => job.IfPathExists, (job, v) => job with { IfPathExists = v },
            "Paths that must exist; else a start is skipped, and status says why."),
        K.Make(
            "if-env-set", CommonForms.Names("variable", Core.Values.EnvironmentName.TryParse, "[\"REDIS_URL\"]"),
            job => job.IfEnvironmentSet, (job, v) => job with { IfEnvironmentSet = v },
            "Variables that must be set; else a start is skipped, and status says why."),
        K.Make(
            "listen",
            new ListForm<ListenSocket>(
                ListenKeys.Form, "an array of tables such as [{ tcp = \":80\" }]", isSet: false),
            job => job.Listen, (job, v) => job with { Listen = v },
            "Sockets that init opens and hands to the job as descriptors from 3 on (LISTEN_FDS)."),
        K.Make(
            "main", CommonForms.Flag, job => job.IsMain, (job, v) => job with { IsMain = v },
            "Whether the end of this job, once respawning is given up, ends init with its exit code."),
    ];
}
