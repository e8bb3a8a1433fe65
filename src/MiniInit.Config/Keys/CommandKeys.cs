using System.Collections.Generic;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.JobDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What the job's processes run.</summary>
internal static class CommandKeys
{
    public static IReadOnlyList<Key> All { get; } =
    [
        K.Make(
            "type", CommonForms.Words<JobType>(
                ["service", "task", "state"],
                ("oneshot", "systemd's oneshot is \"task\" here"),
                ("simple", "systemd's simple is \"service\" here"),
                ("exec", "systemd's exec is \"service\" here"),
                ("process", "dinit's process is \"service\" here"),
                ("scripted", "a job that only has hooks is a \"state\""),
                ("forking", "write \"service\", and ready = \"fork\" or \"daemon\""),
                ("daemon", "write \"service\", and ready = \"daemon\""),
                ("notify", "write \"service\", and ready = \"notify\"")),
            job => job.Type, (job, v) => job with { Type = v },
            "A service runs until it is stopped. A task runs and ends, and its start is done when it ended well. A "
                + "state has no process of its own, only hooks."),
        K.Make(
            "exec", CommonForms.Exec, job => job.Command, (job, v) => job with { Command = v },
            "The command of the main process. An array is a program and its arguments, as they are. A text is split at "
                + "blanks; if it has any of ~`!$^&*()=|\\{}[];\"'<>? it is run as /bin/sh -e -c \"exec …\" instead."),
        K.Make(
            "script", CommonForms.Script, job => job.Command, (job, v) => job with { Command = v },
            "A script for the shell, in place of exec. Its last command is best begun with exec: the program is then "
                + "the main process, and gets the signals."),
        K.Make(
            "shell",
            new ListForm<string>(
                new TextForm("an argument", ValueLimits.ArgumentBytes, mayBeEmpty: false, "\"/bin/sh\""),
                "an array of texts, the program first, such as [\"/bin/sh\", \"-e\"]",
                isSet: false,
                least: 1),
            job => job.Shell, (job, v) => job with { Shell = v },
            "The program with its arguments that runs the scripts of the job."),
        K.Make(
            "pre-start", HookKeys.Form(JobDefaults.StartHookTimeout), job => job.PreStart,
            (job, v) => job with { PreStart = v },
            "Runs before the main process. If it fails the job fails, and post-stop runs."),
        K.Make(
            "post-start", HookKeys.Form(JobDefaults.StartHookTimeout), job => job.PostStart,
            (job, v) => job with { PostStart = v },
            "Runs once the main process is ready. Its result is ignored."),
        K.Make(
            "pre-stop", HookKeys.Form(JobDefaults.StopHookTimeout), job => job.PreStop,
            (job, v) => job with { PreStop = v },
            "Runs before the main process is stopped, but not where it ended by itself. Its result is ignored."),
        K.Make(
            "post-stop", HookKeys.Form(JobDefaults.StopHookTimeout), job => job.PostStop,
            (job, v) => job with { PostStop = v },
            "Runs after the main process, also after a failure. If it fails the job has failed."),
        K.Make(
            "reload-exec", CommonForms.Exec, job => job.ReloadCommand, (job, v) => job with { ReloadCommand = v },
            "A command that makes the job read its files again, in place of reload-signal."),
        K.Make(
            "reload-signal", CommonForms.SignalName, job => job.ReloadSignal, (job, v) => job with { ReloadSignal = v },
            "The signal that makes the main process read its files again."),
    ];
}
