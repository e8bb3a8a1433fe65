using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>When the job is ready, and how it is watched.</summary>
internal static class ReadinessKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "ready", new ReadyForm(), job => job.Ready, (job, v) => job with { Ready = v },
            "How it is known that the main process is ready: exec (its program runs), stop (it stops itself by "
                + "SIGSTOP), fork or daemon (it goes into the background), notify (READY=1 to $NOTIFY_SOCKET), fd (a line "
                + "end to the descriptor $READY_FD), or a table that says what to try."),
        K.Make(
            "start-timeout", CommonForms.Timeout, job => job.StartTimeout, (job, v) => job with { StartTimeout = v },
            "How long the main process has until it is ready; then the start has failed."),
        K.Make(
            "pid-file", OptionalForm.Of(CommonForms.Path), job => job.PidFile, (job, v) => job with { PidFile = v },
            "Where the daemon writes its pid; with ready = \"fork\" or \"daemon\"."),
        K.Make(
            "health", HealthKeys.Form, job => job.Health, (job, v) => job with { Health = v },
            "How the running job is checked, and what follows when it is unhealthy."),
        K.Make(
            "watchdog", OptionalForm.Value(CommonForms.Timeout), job => job.Watchdog,
            (job, v) => job with { Watchdog = v },
            "Within which span the job must send WATCHDOG=1 again, else it is killed and has failed."),
    ];
}
