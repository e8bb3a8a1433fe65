using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Addresses;
using MiniInit.Core.Jobs;
using MiniInit.Toml;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Config.Keys.ReadyDraft>;

namespace MiniInit.Config.Keys;

/// <summary>A readiness while its keys are read.</summary>
internal sealed record ReadyDraft
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ReadyDraft);

    public Probe? Probe { get; init; }

    public string? File { get; init; }

    public TimeSpan? Alive { get; init; }

    public TimeSpan? Every { get; init; }

    public TimeSpan? Timeout { get; init; }
}

/// <summary>The keys of <c>ready</c> where it is a table.</summary>
internal static class ReadyKeys
{
    private static readonly string[] s_ways = ["tcp", "http", "exec", "file", "alive"];

    public static TableForm<ReadyDraft, Readiness> Form { get; } = new(
        new KeyTable<ReadyDraft>(
            new ReadyDraft(),
            [
                K.Make(
                    "tcp", OptionalForm.Of(CommonForms.Address(Transport.Tcp)),
                    draft => (draft.Probe as Probe.TcpConnect)?.Address,
                    (draft, v) => draft with { Probe = new Probe.TcpConnect(v!) },
                    "Ready once a connection to this address is accepted."),
                K.Make(
                    "http", OptionalForm.Of(CommonForms.Http),
                    draft => (draft.Probe as Probe.HttpGet)?.Address,
                    (draft, v) => draft with { Probe = new Probe.HttpGet(v!) },
                    "Ready once a GET of this URL is answered by a status of 200 to 399."),
                K.Make(
                    "exec", CommonForms.Exec,
                    draft => (draft.Probe as Probe.Run)?.Command,
                    (draft, v) => draft with { Probe = new Probe.Run(v!) },
                    "Ready once this command exits with 0."),
                K.Make(
                    "file", OptionalForm.Of(CommonForms.Path), draft => draft.File,
                    (draft, v) => draft with { File = v }, "Ready once this file exists."),
                K.Make(
                    "alive", OptionalForm.Value(CommonForms.Timeout), draft => draft.Alive,
                    (draft, v) => draft with { Alive = v }, "Ready once it has been alive for so long."),
                K.Make(
                    "every", OptionalForm.Value(CommonForms.Timeout), draft => draft.Every,
                    (draft, v) => draft with { Every = v }, "The pause between two tries of tcp, http or exec.", "1s"),
                K.Make(
                    "timeout", OptionalForm.Value(CommonForms.Timeout), draft => draft.Timeout,
                    (draft, v) => draft with { Timeout = v }, "How long one try of tcp, http or exec may take.", "5s"),
            ],
            new Alternatives(s_ways, IsRequired: true)),
        "a table such as { tcp = \"127.0.0.1:80\" }",
        Finish,
        Open);

    private static bool Finish(
        string key, TomlTable table, ReadyDraft draft, DiagnosticList report, [MaybeNullWhen(false)] out Readiness ready)
    {
        ready = draft switch
        {
            { Probe: Probe probe } => new Readiness.Probed(
                probe, draft.Every ?? JobDefaults.ProbeEvery, draft.Timeout ?? JobDefaults.ProbeTimeout),
            { File: string file } => new Readiness.File(file),
            { Alive: TimeSpan span } => new Readiness.Alive(span),
            _ => null,
        };
        if (ready is null or Readiness.Probed)
        {
            return ready is not null;
        }

        bool isRight = true;
        foreach (TomlEntry entry in table)
        {
            if (entry.Key is "every" or "timeout")
            {
                isRight = report.Cannot(
                    "no-effect",
                    entry,
                    $"cannot use \"{key}.{entry.Key}\" here: it goes with tcp, http or exec; leave it out");
            }
        }

        return isRight;
    }

    private static ReadyDraft? Open(Readiness ready) => ready switch
    {
        Readiness.Probed probed =>
            new ReadyDraft { Probe = probed.Probe, Every = probed.Every, Timeout = probed.Timeout },
        Readiness.File file => new ReadyDraft { File = file.Path },
        Readiness.Alive alive => new ReadyDraft { Alive = alive.For },
        _ => null,
    };
}
