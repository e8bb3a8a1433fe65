using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>Which instance is meant: by its name, or by the variables that tell it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Instance">The instance's name; null: the variables tell.</param>
/// <param name="Environment">Variables, <c>NAME=value</c>.</param>
public sealed record Target(string Job, string? Instance, IReadOnlyList<string> Environment)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Target);

    /// <summary>Whether neither a name nor variables are given.</summary>
    public bool IsWholeJob => Instance is null && Environment.Count == 0;
}
