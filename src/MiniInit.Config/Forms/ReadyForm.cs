using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>How a job tells that it is ready: a word, or a table.</summary>
internal sealed class ReadyForm : Form<Readiness>
{
    private static readonly Readiness[] s_kinds =
    [
        new Readiness.Exec(), new Readiness.Stop(), new Readiness.Fork(), new Readiness.Daemon(), new Readiness.Notify(),
        new Readiness.Descriptor(),
    ];

    private static readonly ChoiceForm s_words = new(
        (s_kinds[0].Word, 0), (s_kinds[1].Word, 1), (s_kinds[2].Word, 2), (s_kinds[3].Word, 3), (s_kinds[4].Word, 4),
        (s_kinds[5].Word, 5))
    {
        Foreign =
        [
            ("tcp", "it needs an address; write { tcp = \"127.0.0.1:80\" }"),
            ("http", "it needs a URL; write { http = \"http://127.0.0.1:8080/\" }"),
            ("file", "it needs a path; write { file = \"/run/web.ready\" }"),
            ("alive", "it needs a time; write { alive = \"1s\" }"),
            ("simple", "systemd's simple is \"exec\" here"),
            ("forking", "write \"fork\" for a program that forks once, \"daemon\" for one that forks twice"),
        ],
    };

    public override string Phrase => $"{s_words.Phrase}, or {ReadyKeys.Form.Phrase}";

    public override string Word => $"{s_words.Word}, or table";

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out Readiness result) => value switch
        {
            TomlString => TryReadWord(key, value, report, out result),
            TomlTable => ReadyKeys.Form.TryRead(key, value, report, out result),
            _ => Mismatch(key, value, report, out result),
        };

    public override TomlValue? Print(Readiness value) => value switch
    {
        Readiness.Probed or Readiness.File or Readiness.Alive => ReadyKeys.Form.Print(value),
        _ => s_words.Print(Array.IndexOf(s_kinds, value)),
    };

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(s_words.Schema(), ReadyKeys.Form.Schema()),
    };

    public override TomlTable Overlay(string key, TomlTable lower, TomlTable upper, DiagnosticList report) =>
        ReadyKeys.Form.Overlay(key, lower, upper, report);

    private static bool TryReadWord(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out Readiness result)
    {
        bool isRight = s_words.TryRead(key, value, report, out int kind);
        result = isRight ? s_kinds[kind] : null;
        return isRight;
    }
}
