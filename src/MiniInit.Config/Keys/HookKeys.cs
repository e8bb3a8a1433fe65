using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Toml;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Config.Keys.HookDraft>;

namespace MiniInit.Config.Keys;

/// <summary>A hook while its keys are read.</summary>
internal sealed record HookDraft(JobCommand? Command, TimeSpan Timeout)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(HookDraft);
}

/// <summary>The keys of <c>pre-start</c>, <c>post-start</c>, <c>pre-stop</c> and <c>post-stop</c>.</summary>
internal static class HookKeys
{
    /// <summary>The keys of the hooks on the way up; those on the way down differ in the default of timeout.</summary>
    public static KeyTable<HookDraft> StartTable { get; } = Table(JobDefaults.StartHookTimeout);

    public static Form<Hook?> Form(TimeSpan timeout) => OptionalForm.Of(new TableForm<HookDraft, Hook>(
        Table(timeout),
        "a table such as { exec = [\"prepare\"], timeout = \"10s\" }",
        Finish,
        hook => new HookDraft(hook.Command, hook.Timeout))
    {
        Short = ["exec"],
    });

    private static KeyTable<HookDraft> Table(TimeSpan timeout) => new(
        new HookDraft(null, timeout),
        [
            K.Make(
                "exec", CommonForms.Exec, draft => draft.Command, (draft, v) => draft with { Command = v },
                "The command, written like that of the job."),
            K.Make(
                "script", CommonForms.Script, draft => draft.Command, (draft, v) => draft with { Command = v },
                "A script for the job's shell, in place of exec."),
            K.Make(
                "timeout", CommonForms.Timeout, draft => draft.Timeout, (draft, v) => draft with { Timeout = v },
                "How long it may take before it is killed and counts as failed.",
                "1m; of pre-stop and post-stop, which must fit into a shutdown, 5s"),
        ],
        new Alternatives(["exec", "script"], IsRequired: true));

    private static bool Finish(
        string key, TomlTable table, HookDraft draft, DiagnosticList report, [MaybeNullWhen(false)] out Hook hook)
    {
        hook = draft.Command is JobCommand command ? new Hook(command, draft.Timeout) : null;
        return hook is not null;
    }
}
