using System;
using System.Collections.Generic;
using MiniInit.Config.Keys;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Layers;

/// <summary>What the main files hold: the table of init, and tables of jobs.</summary>
internal sealed class MainFiles
{
    /// <summary>The table of init; null where no file has one.</summary>
    public TomlTable? Init { get; private set; }

    /// <summary>The tables of jobs by name.</summary>
    public Dictionary<string, TomlTable> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a file could not be read, so that what it sets for init is not known.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads the main files, the first wins.</summary>
    public static MainFiles Read(IEnumerable<SourceFile> files, LayerReader reader, DiagnosticList report)
    {
        MainFiles main = new();
        foreach (SourceFile file in files)
        {
            if (reader.Read(file) is TomlTable root)
            {
                main.Add(root, report);
            }
            else
            {
                main.IsBroken = true;
            }
        }

        return main;
    }

    private void Add(TomlTable root, DiagnosticList report)
    {
        foreach (TomlEntry entry in root)
        {
            switch (entry.Key)
            {
                case "init" when entry.Value is TomlTable init:
                    int errors = report.Errors;
                    Init = Init is null ? init : InitKeys.Table.Overlay("", init, Init, report);
                    IsBroken |= report.Errors > errors;
                    break;
                case "job" when entry.Value is TomlTable jobs:
                    AddJobs(jobs, report);
                    break;
                case "init" or "job":
                    string right = entry.Key == "init" ? "[init]" : "[job.NAME]";
                    report.Cannot(
                        "wrong-type",
                        entry,
                        $"cannot use {entry.Value.KindPhrase} as \"{entry.Key}\": expected a table; write {right}");
                    break;
                default:
                    RefuseUnknown(entry, report);
                    break;
            }
        }
    }

    private void AddJobs(TomlTable jobs, DiagnosticList report)
    {
        foreach (TomlEntry entry in jobs)
        {
            if (entry.Value is not TomlTable job)
            {
                string hint = JobKeys.Table.Has(entry.Key)
                    ? $"\"{entry.Key}\" is a key of a job; write [job.NAME] above it, with the job's name"
                    : JobName.TryParse(entry.Key, out string right, out _) ? $"write [job.{right}]"
                    : "write [job.NAME]";
                report.Cannot(
                    "wrong-type", entry, $"cannot use {entry.Value.KindPhrase} as a job: expected a table; {hint}");
            }
            else if (!JobName.TryParse(entry.Key, out string name, out TextError error))
            {
                report.Cannot("bad-name", entry, error.Message);
            }
            else
            {
                Jobs.TryAdd(name, job);
            }
        }
    }

    private static void RefuseUnknown(in TomlEntry entry, DiagnosticList report)
    {
        if (report.IsBeyondLimit(entry.Value.Source))
        {
            return;
        }

        string hint = ForeignWords.AtTop(entry) is string foreign ? foreign
            : JobKeys.Table.Has(entry.Key) ? "keys of a job belong below [job.NAME]"
            : InitKeys.Table.Has(entry.Key) ? "it belongs below [init]"
            : NearestWord.Find(entry.Key, ["init", "job"]) is string near ? $"did you mean \"{near}\"?"
            : "a main file has [init] and [job.NAME]";
        report.Cannot(
            "unknown-key", entry, $"cannot use {Quotation.Of(entry.Key)}: there is no such table or key; {hint}");
    }
}
