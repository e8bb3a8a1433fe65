using MiniInit.Core.Expansions;

namespace MiniInit.Core.Jobs;

/// <summary>A variable that a job sets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, with what comes before it put in for variables.</param>
public sealed record EnvironmentEntry(string Name, Expansion Value);
