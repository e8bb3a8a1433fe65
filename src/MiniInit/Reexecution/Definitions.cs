using System.Collections.Generic;
using System.Text;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;

namespace MiniInit.Reexecution;

/// <summary>Definitions in the form that they have already: that of job files. What is printed reads as the same.</summary>
internal static class Definitions
{
    private const string Place = "the state of the former program";

    /// <summary>Writes them down.</summary>
    /// <param name="state">Where to.</param>
    /// <param name="definitions">The definitions, by their places.</param>
    /// <param name="transient">The job of the command line, which both programs make of that; null for none.</param>
    public static void Save(InitState state, IReadOnlyList<JobDefinition> definitions, JobDefinition? transient)
    {
        foreach (JobDefinition definition in definitions)
        {
            state.Names.Add(definition.Name);
            state.Definitions.Add(definition.Equals(transient) ? "" : JobConfiguration.Print(definition));
        }
    }

    /// <summary>Reads them.</summary>
    /// <param name="state">What was written down.</param>
    /// <param name="transient">The job of the command line; null for none.</param>
    /// <param name="problem">Why there are none.</param>
    public static IReadOnlyList<JobDefinition>? TryRead(InitState state, JobDefinition? transient, out string problem)
    {
        List<JobDefinition> definitions = new(state.Definitions.Count);
        problem = "";
        for (int i = 0; i < state.Definitions.Count; i++)
        {
            JobDefinition? definition = state.Definitions[i].Length == 0 ? transient
                : i < state.Names.Count ? TryRead(state.Names[i], state.Definitions[i], out problem) : null;
            if (definition is null)
            {
                problem = $"cannot read the definition of {(i < state.Names.Count ? state.Names[i] : "a job")}: {problem}";
                return null;
            }

            definitions.Add(definition);
        }

        return definitions;
    }

    private static JobDefinition? TryRead(string name, string text, out string problem)
    {
        SourceFile file = new(Place, new SourceRole.Job(name, 0), Encoding.UTF8.GetBytes(text));
        JobConfiguration read = ConfigurationReader.Read([file]);
        problem = read.Diagnostics is [Diagnostic first, ..] ? first.Message : "";
        return read.Jobs is [{ Definition: JobDefinition job }] ? job : null;
    }
}
