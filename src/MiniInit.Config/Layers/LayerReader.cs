using System;
using MiniInit.Toml;

namespace MiniInit.Config.Layers;

/// <summary>Reads the files of one configuration, one after the other, within one bound of memory.</summary>
internal sealed class LayerReader(DiagnosticList report)
{
    private int _valuesLeft = ConfigLimits.Values;

    /// <summary>Reports what speaks against a file, and why one that belongs to nothing cannot be used.</summary>
    public void ReportDoubt(SourceFile file)
    {
        if (file.Doubt is string doubt)
        {
            report.Warn("untrusted-file", new TomlSource(file.Name, default), default, doubt);
        }

        if (file is { Role: SourceRole.Unused, Refusal: string refusal })
        {
            report.Cannot("file", new TomlSource(file.Name, default), default, refusal);
        }
    }

    /// <summary>Gives its tables; null where it cannot be used, which is reported.</summary>
    public TomlTable? Read(SourceFile file)
    {
        if (file.Refusal is string refusal)
        {
            report.Cannot("file", new TomlSource(file.Name, default), default, refusal);
            return null;
        }

        if (_valuesLeft <= 0)
        {
            report.Cannot(
                "file",
                new TomlSource(file.Name, default),
                default,
                $"cannot read this file: those before it have {ConfigLimits.Values} values and tables together, which is "
                    + "the most");
            return null;
        }

        int most = Math.Min(_valuesLeft, ConfigLimits.FileValues);
        TomlDocument document = TomlDocument.Parse(file.Text, file.Name, most);
        _valuesLeft -= document.ValueCount;
        report.Add(document);
        return document.HasErrors ? null : document.Root;
    }
}
