using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Supervision.Configurations;

/// <summary>A configuration as init uses it.</summary>
/// <param name="Init">What is set for init.</param>
/// <param name="Jobs">The jobs that are valid.</param>
/// <param name="Invalid">The names of those that are not.</param>
/// <param name="Problems">All that is wrong, each with its place, errors and warnings.</param>
internal sealed record LoadedConfiguration(
    InitDefinition Init, IReadOnlyList<JobDefinition> Jobs, IReadOnlyList<string> Invalid,
    IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(LoadedConfiguration);

    /// <summary>The file of each job.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with the jobs that are not valid.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Diagnostics { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How much init says.</summary>
    public LogLevel LogLevel { get; init; } = Init.LogLevel;

    /// <summary>The form of what it says.</summary>
    public LogFormat LogFormat { get; init; } = Init.LogFormat;

    /// <summary>The same for the supervisor.</summary>
    public SupervisorInput.Configured Input => new(Init, Jobs, Invalid);
}
