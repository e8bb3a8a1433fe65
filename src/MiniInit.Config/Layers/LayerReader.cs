using MiniInit.Toml;

namespace MiniInit.Config.Layers;

/// <summary>Reads one file.</summary>
internal static class LayerReader
{
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
