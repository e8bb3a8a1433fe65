using MiniInit.Toml;

namespace MiniInit.Config.Layers;

/// <summary>Reads one file.</summary>
internal static class LayerReader
{
    /// <summary>Reports what speaks against a file, and why one that belongs to nothing cannot be used.</summary>
    public static void ReportDoubt(SourceFile file, DiagnosticList report)
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
    public static TomlTable? Read(SourceFile file, DiagnosticList report)
    {
        if (file.Refusal is string refusal)
        {
            report.Cannot("file", new TomlSource(file.Name, default), default, refusal);
            return null;
        }

        TomlDocument document = TomlDocument.Parse(file.Text, file.Name);
        report.Add(document);
        return document.HasErrors ? null : document.Root;
    }
}
