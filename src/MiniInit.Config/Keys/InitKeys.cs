using System;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using ControlKey = MiniInit.Config.Keys.KeyOf<MiniInit.Config.Keys.ControlDraft>;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.InitDefinition>;

namespace MiniInit.Config.Keys;

/// <summary>What <c>control</c> holds.</summary>
internal sealed record ControlDraft(ValueList<ControlGrant> Allow);

/// <summary>All keys of the <c>[init]</c> table.</summary>
internal static class InitKeys
{
    private static readonly TableForm<ControlDraft, ControlDraft> s_control = TableForm.Of(
        new KeyTable<ControlDraft>(
            new ControlDraft([]),
            [
                ControlKey.Make(
                    "allow",
                    new ListForm<ControlGrant>(
                        GrantKeys.Form, "an array of tables such as [{ users = [\"www-data\"], methods = [\"reload\"] }]"),
                    control => control.Allow, (control, v) => control with { Allow = v },
                    "What users other than root and init's own may do. All may list jobs and see their state."),
            ]),
        "a table such as { allow = [{ users = [\"www-data\"] }] }");

    public static KeyTable<InitDefinition> Table { get; } = new(
        new InitDefinition(),
        [
            K.Make(
                "log-level", CommonForms.Words<LogLevel>(
                    ["debug", "info", "message", "warn", "error", "fatal"],
                    ("warning", "write \"warn\""), ("verbose", "write \"debug\""), ("trace", "write \"debug\""),
                    ("notice", "write \"message\""), ("critical", "write \"fatal\"")), init => init.LogLevel,
                (init, v) => init with { LogLevel = v }, "How much init says."),
            K.Make(
                "log-format", CommonForms.Words<LogFormat>(["text", "json"]), init => init.LogFormat,
                (init, v) => init with { LogFormat = v }, "Whether init's own messages are lines of text or of JSON."),
            K.Make(
                "output", CommonForms.Words<OutputMode>(
                    ["prefix", "raw", "json", "none"],
                    ("stdout", "it always goes there; write \"prefix\" or \"raw\""), ("text", "write \"prefix\"")),
                init => init.Output, (init, v) => init with { Output = v },
                "How the output of jobs is passed on to init's own standard output and error: with the job's name before "
                    + "each line, as it is, as JSON, or not at all."),
            K.Make(
                "log-dir", OptionalForm.Of(CommonForms.Path), init => init.LogFolder,
                (init, v) => init with { LogFolder = v }, "The folder for the log files of jobs.", "there are none"),
            K.Make(
                "shutdown-timeout", CommonForms.Timeout, init => init.ShutdownTimeout,
                (init, v) => init with { ShutdownTimeout = v },
                "How long a shutdown may take in all; then everything is killed. Keep it below the patience of whoever "
                    + "stops the container: docker stop waits 10 seconds, Kubernetes 30."),
            K.Make(
                "exit-when-idle", CommonForms.Flag, init => init.ExitWhenIdle,
                (init, v) => init with { ExitWhenIdle = v },
                "Whether init ends once nothing runs and nothing is waited for."),
            K.Make(
                "allow-reboot", CommonForms.Flag, init => init.AllowReboot, (init, v) => init with { AllowReboot = v },
                "Whether a request to halt or reboot may reach the kernel."),
            K.Make(
                "subreaper", CommonForms.Flag, init => init.Subreaper, (init, v) => init with { Subreaper = v },
                "Whether orphans of jobs become children of init where it is not process 1."),
            K.Make(
                "cgroups", CommonForms.Flag, init => init.ControlGroups, (init, v) => init with { ControlGroups = v },
                "Whether each start of a job has a control group (version 2) of its own below that of init, where it can be "
                    + "made: its processes are known by that too, and are killed at once. No limits come with it."),
            K.Make(
                "socket", OptionalForm.Of(CommonForms.Address(Core.Addresses.Transport.Unix)), SocketOf,
                (init, v) => init with { Socket = v!.ToString() },
                "The path of the control socket.", "/run/miniinit/control"),
            K.Make(
                "control", s_control, init => new ControlDraft(init.Allow),
                (init, v) => init with { Allow = v.Allow }, "Who may do what over the control socket."),
            K.Make(
                "env", new EnvironmentForm(), init => init.Environment, (init, v) => init with { Environment = v },
                "Variables for every job; those of the job win."),
        ])
    {
        Explain = ForeignWords.OfInit,
    };

    private static Core.Addresses.ListenAddress? SocketOf(InitDefinition init) =>
        init.Socket is string path ? new Core.Addresses.ListenAddress.Unix(path) : null;
}
