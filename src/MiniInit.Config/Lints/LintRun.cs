using System;
using System.Collections.Generic;
using MiniInit.Config.Layers;
using MiniInit.Core.Graphs;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>One check of a configuration: what is looked at, and where findings go.</summary>
internal sealed class LintRun
{
    private readonly HashSet<string> _worldReadable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobEntry> _entries = new(StringComparer.Ordinal);

    public LintRun(JobConfiguration configuration, JobGraph graph, IReadOnlyList<SourceFile> files)
    {
        Configuration = configuration;
        Graph = graph;
        Report = new DiagnosticList(configuration.Diagnostics);
        foreach (SourceFile file in files)
        {
            HasMainFile |= file.Role is SourceRole.Main;
            if (file.IsWorldReadable)
            {
                _worldReadable.Add(file.Name);
            }
        }

        foreach (JobEntry entry in configuration.Jobs)
        {
            _entries.Add(entry.Name, entry);
        }
    }

    /// <summary>What was read.</summary>
    public JobConfiguration Configuration { get; }

    /// <summary>The graph of the jobs; those that are invalid stand in it without any ties of their own.</summary>
    public JobGraph Graph { get; }

    /// <summary>Whether what is set for init is known: with single job files it is not.</summary>
    public bool HasMainFile { get; }

    /// <summary>Where findings go.</summary>
    public DiagnosticList Report { get; }

    /// <summary>Gives a job by its name, which exists.</summary>
    public JobEntry Entry(string name) => _entries[name];

    /// <summary>Whether a name is that of a job that is invalid.</summary>
    public bool IsInvalid(string name) =>
        _entries.TryGetValue(name, out JobEntry? entry) && entry.Definition is null;

    /// <summary>Whether every user of the machine may read a file.</summary>
    public bool IsWorldReadable(TomlSource source) => _worldReadable.Contains(source.Name);
}
