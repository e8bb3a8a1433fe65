using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What happens when the job ends, and how it is made to.</summary>
internal static class EndKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "respawn",
            new WordForm<RespawnPolicy>(new ChoiceForm(
                ("always", (int)RespawnPolicy.Always),
                ("on-failure", (int)RespawnPolicy.OnFailure),
                ("on-success", (int)RespawnPolicy.OnSuccess),
                ("on-abnormal", (int)RespawnPolicy.OnAbnormal))
            {
                Flags = ((int)RespawnPolicy.Always, (int)RespawnPolicy.Never),
                Foreign =
                [
                    ("unless-stopped", "write \"always\": a job that somebody stops stays stopped anyway"),
                    ("on-abort", "systemd's on-abort is nearest to \"on-abnormal\" here"),
                    ("on-watchdog", "systemd's on-watchdog is nearest to \"on-abnormal\" here"),
                    ("unexpected", "supervisord's unexpected is \"on-failure\" here"),
                ],
            }),
            job => job.Respawn, (job, v) => job with { Respawn = v },
            "After which ends of its own the main process is started again; true is always."),
        K.Make(
            "respawn-delay", RespawnKeys.Delay, job => job.RespawnDelay, (job, v) => job with { RespawnDelay = v },
            "The pauses between respawns in a row."),
        K.Make(
            "respawn-limit", RespawnKeys.Limit, job => job.RespawnLimit, (job, v) => job with { RespawnLimit = v },
            "When respawning is given up, and what then."),
        K.Make(
            "normal-exit",
            new ListForm<ProcessEnd>(new ProcessEndForm(), "an array of exit codes and signals such as [2, \"TERM\"]"),
            job => job.NormalExit, (job, v) => job with { NormalExit = v },
            "Exit codes and signals that are no failures, and after which there is no respawn."),
        K.Make(
            "kill-signal", CommonForms.SignalName, job => job.KillSignal, (job, v) => job with { KillSignal = v },
            "The signal that asks the job to end."),
        K.Make(
            "kill-timeout", CommonForms.Pause, job => job.KillTimeout, (job, v) => job with { KillTimeout = v },
            "How long the job has to end after that, before it is killed."),
        K.Make(
            "kill-mode", CommonForms.Words<KillMode>(
                ["tree", "group", "main", "mixed"],
                ("process", "systemd's process is \"main\" here"),
                ("control-group", "systemd's control-group is \"tree\" here")),
            job => job.KillMode, (job, v) => job with { KillMode = v },
            "Which processes are ended: all of the job wherever they went (tree), the process group of the main "
                + "process (group), that process alone (main), or first that one alone and then the tree (mixed)."),
        K.Make(
            "adopt", OptionalForm.Value(CommonForms.Words<Adoption>(["kill", "warn", "keep"])),
            job => job.Adoption, (job, v) => job with { Adoption = v },
            "What becomes of processes that outlive the main process when that ends by itself: they are ended (kill), "
                + "left alone and named in the log (warn), or left alone (keep).", "kill; with kill-mode = \"main\" keep"),
        K.Make(
            "track", CommonForms.Words<Tracking>(["auto", "none"]), job => job.Tracking, (job, v) => job with { Tracking = v },
            "By what the processes of the job are known wherever they go: the best there is (auto: a mark in the limit "
                + "of real time, which is then not theirs to use, and with init.cgroups a control group), or their parents "
                + "and sessions alone (none)."),
    ];
}
