namespace MiniInit.Core.Events;

/// <summary>A variable that an event carries, and that the jobs it starts get in their environment.</summary>
/// <param name="Name">The name, not empty and without <c>=</c>.</param>
/// <param name="Value">The value, may be empty.</param>
public readonly record struct EventVariable(string Name, string Value)
{
    /// <summary>Gives <c>NAME=value</c>.</summary>
    public override string ToString() => $"{Name}={Value}";
}
