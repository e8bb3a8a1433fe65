using System.Collections.Generic;
using MiniInit.Config.Keys;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>Makes one job of its layers.</summary>
internal static class JobReader
{
    /// <summary>Reads a job; what is wrong is reported.</summary>
    /// <param name="layers">Its files.</param>
    /// <param name="inMain">Its table in a main file, which a file of its own hides.</param>
    /// <param name="reader">Reads the files.</param>
    /// <param name="report">Where errors go.</param>
    /// <returns>Null where nothing defines it.</returns>
    public static JobEntry? Read(JobLayers layers, TomlTable? inMain, LayerReader reader, DiagnosticList report)
    {
        if (layers.Base is null && inMain is null)
        {
            RefuseLone(layers, report);
            return null;
        }

        WarnOfHidden(layers, report);
        int errors = report.Errors;
        TomlSource source = layers.Base is SourceFile file ? new TomlSource(file.Name, file.Text) : inMain!.Source!;
        if (!JobName.TryParse(layers.Name, out _, out TextError error))
        {
            report.Cannot("bad-name", source, default, error.Message);
        }

        List<string> files = [layers.Base?.Name ?? source.Name];
        TomlTable? table = layers.Base is null ? inMain : reader.Read(layers.Base);
        foreach (SourceFile change in layers.Changes)
        {
            files.Add(change.Name);
            if (reader.Read(change) is TomlTable upper && table is not null)
            {
                table = JobKeys.Table.Overlay("", table, upper, report);
            }
        }

        JobDefinition job = JobKeys.Table.Start with { Name = layers.Name };
        if (table is null)
        {
            return new JobEntry(layers.Name, null, new TomlTable([]), source, files);
        }

        bool isRight = JobKeys.Table.TryRead("", table, report, ref job);
        JobEntry entry = new(layers.Name, job, table, source, files);
        if (isRight)
        {
            JobRules.Check(entry, job, report);
        }

        return report.Errors == errors ? entry : new JobEntry(layers.Name, null, table, source, files);
    }

    private static void WarnOfHidden(JobLayers layers, DiagnosticList report)
    {
        foreach (SourceFile hidden in layers.Hidden)
        {
            if (hidden.IsNamed)
            {
                report.Warn(
                    "hidden-file",
                    new TomlSource(hidden.Name, default),
                    default,
                    $"cannot use this file: another one for {Quotation.Of(layers.Name)} comes first; check it by "
                        + "itself");
            }
        }
    }

    private static void RefuseLone(JobLayers layers, DiagnosticList report)
    {
        foreach (SourceFile change in layers.Changes)
        {
            report.Warn(
                "lone-layer",
                new TomlSource(change.Name, default),
                default,
                $"cannot change {Quotation.Of(layers.Name)}: no file defines that job, so this one has no effect");
        }
    }
}
