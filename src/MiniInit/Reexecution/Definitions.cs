using System.Collections.Generic;
using System.Text;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

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
            DefinitionState one = new() { Name = definition.Name };
            JobDefinition printed = definition;
            if (definition.Command is JobCommand.Program { Arguments: { Count: > ConfigLimits.ListElements } words })
            {
                one.Words.AddRange(words);
                printed = definition with { Command = new JobCommand.Program(["true"]) };
            }

            one.Text = definition.Equals(transient) ? null : JobConfiguration.Print(printed);
            state.Definitions.Add(one);
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
        foreach (DefinitionState one in state.Definitions)
        {
            JobDefinition? definition = one.Text is null ? transient : TryRead(one.Name ?? "", one.Text, out problem);
            if (definition is null)
            {
                problem = $"cannot read the definition of {one.Name}: {problem}";
                return null;
            }

            definitions.Add(one.Words.Count == 0 ? definition
                : definition with { Command = new JobCommand.Program(ValueList.From(one.Words)) });
        }

        return definitions;
    }

    /// <summary>Reads what was set for init; null where that cannot be, or was not written down.</summary>
    public static InitDefinition? TryReadInit(InitState state)
    {
        SourceFile file = new(Place, new SourceRole.Main(), Encoding.UTF8.GetBytes(state.Init ?? ""));
        JobConfiguration read = ConfigurationReader.Read([file]);
        return state.Init is not null && read.IsInitValid ? read.Init : null;
    }

    private static JobDefinition? TryRead(string name, string text, out string problem)
    {
        SourceFile file = new(Place, new SourceRole.Job(name, 0), Encoding.UTF8.GetBytes(text));
        JobConfiguration read = ConfigurationReader.Read([file]);
        problem = read.Diagnostics is [Diagnostic first, ..] ? first.Message : "";
        return read.Jobs is [{ Definition: JobDefinition job }] ? job : null;
    }
}
