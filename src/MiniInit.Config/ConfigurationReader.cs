using System;
using System.Collections.Generic;
using MiniInit.Config.Keys;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>
/// Makes a configuration of files: which file counts, how they lie over each other, what they come to.
/// </summary>
/// <remarks>
/// Texts go in and definitions come out; nothing here opens a file. Whatever is in the texts, the answer is a
/// configuration with diagnostics, never an exception. One job that is wrong does not touch the others; a file that is
/// no TOML makes all jobs invalid that it defines or changes, since nothing in it can be relied on.
/// </remarks>
public static class ConfigurationReader
{
    /// <summary>Reads all files of a configuration.</summary>
    /// <param name="files">The files. Of main files, the first that sets something wins.</param>
    public static JobConfiguration Read(IEnumerable<SourceFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        List<SourceFile> all = new(files);
        DiagnosticList report = new();
        LayerReader reader = new(report);
        foreach (SourceFile file in all)
        {
            reader.ReportDoubt(file);
        }

        MainFiles main = MainFiles.Read(all.FindAll(file => file.Role is SourceRole.Main), reader, report);

        InitDefinition init = InitKeys.Table.Start;
        bool isInitValid = main.Init is null || InitKeys.Table.TryRead("", main.Init, report, ref init);
        isInitValid &= !main.IsBroken;

        List<JobEntry> jobs = [];
        foreach (JobLayers layers in JobLayers.Of(all))
        {
            main.Jobs.Remove(layers.Name, out TomlTable? inMain);
            if (JobReader.Read(layers, inMain, reader, report) is JobEntry job)
            {
                jobs.Add(job);
            }
        }

        foreach ((string name, TomlTable table) in main.Jobs)
        {
            jobs.Add(JobReader.Read(new JobLayers(name, null, [], []), table, reader, report)!);
        }

        jobs.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return new JobConfiguration(
            isInitValid ? init : InitKeys.Table.Start, isInitValid, jobs, report.Finish())
        {
            InitTable = main.Init ?? new TomlTable([]),
        };
    }

    /// <summary>
    /// Tells whether a text is a main file, with <c>[init]</c> or <c>[job.NAME]</c> at its top, or a job file.
    /// </summary>
    /// <param name="text">The bytes of a file.</param>
    public static bool IsMainFile(ReadOnlyMemory<byte> text)
    {
        TomlTable root = TomlDocument.Parse(text, "").Root;
        foreach (TomlEntry entry in root)
        {
            if (entry.Key is "init" or "job" && entry.Value is TomlTable or TomlArray)
            {
                return true;
            }
        }

        return false;
    }
}
