using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Addresses;
using MiniInit.Core.Jobs;
using MiniInit.Toml;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Config.Keys.HealthDraft>;

namespace MiniInit.Config.Keys;

/// <summary>A health check while its keys are read.</summary>
internal sealed record HealthDraft(Probe? Probe, HealthCheck Check)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(HealthDraft);
}

/// <summary>The keys of <c>health</c>.</summary>
internal static class HealthKeys
{
    public static KeyTable<HealthDraft> Table { get; } = new(
        new HealthDraft(null, new HealthCheck(new Probe.Run(new JobCommand.Program([""])))),
        [
            K.Make(
                "exec", CommonForms.Exec, draft => (draft.Probe as Probe.Run)?.Command,
                (draft, v) => draft with { Probe = new Probe.Run(v!) }, "Healthy if this command exits with 0."),
            K.Make(
                "tcp", OptionalForm.Of(CommonForms.Address(Transport.Tcp)),
                draft => (draft.Probe as Probe.TcpConnect)?.Address,
                (draft, v) => draft with { Probe = new Probe.TcpConnect(v!) },
                "Healthy if a connection to this address is accepted."),
            K.Make(
                "http", OptionalForm.Of(CommonForms.Http),
                draft => (draft.Probe as Probe.HttpGet)?.Address,
                (draft, v) => draft with { Probe = new Probe.HttpGet(v!) },
                "Healthy if a GET of this URL is answered by a status of 200 to 399."),
            K.Make(
                "every", CommonForms.Timeout, draft => draft.Check.Every,
                (draft, v) => draft with { Check = draft.Check with { Every = v } },
                "The pause between two checks."),
            K.Make(
                "timeout", CommonForms.Timeout, draft => draft.Check.Timeout,
                (draft, v) => draft with { Check = draft.Check with { Timeout = v } },
                "How long one check may take."),
            K.Make(
                "retries", new IntegerForm(1, 1000), draft => draft.Check.Retries,
                (draft, v) => draft with { Check = draft.Check with { Retries = v } },
                "How many bad checks in a row make the job unhealthy."),
            K.Make(
                "start-period", CommonForms.Pause, draft => draft.Check.StartPeriod,
                (draft, v) => draft with { Check = draft.Check with { StartPeriod = v } },
                "How long after the start bad checks do not count."),
            K.Make(
                "action", CommonForms.Words<HealthAction>(["none", "restart", "exit"]), draft => draft.Check.Action,
                (draft, v) => draft with { Check = draft.Check with { Action = v } },
                "What follows when it is unhealthy: nothing but a message, a restart of the job, or the end of "
                    + "init with the job's last code (1 in place of 0)."),
        ],
        new Alternatives(["exec", "tcp", "http"], IsRequired: true))
    {
        Explain = ForeignWords.OfHealth,
    };

    public static Form<HealthCheck?> Form { get; } = OptionalForm.Of(new TableForm<HealthDraft, HealthCheck>(
        Table,
        "a table such as { http = \"http://127.0.0.1:8080/health\", every = \"30s\" }",
        Finish,
        check => new HealthDraft(check.Probe, check))
    {
        Short = ["http", "tcp", "exec"],
    });

    private static bool Finish(
        string key, TomlTable table, HealthDraft draft, DiagnosticList report,
        [MaybeNullWhen(false)] out HealthCheck check)
    {
        check = draft.Probe is Probe probe ? draft.Check with { Probe = probe } : null;
        return check is not null;
    }
}
