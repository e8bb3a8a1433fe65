using MiniInit.Linux.Spawning;

namespace MiniInit.CommandLines;

/// <summary>The environment variable that stands for one of our options.</summary>
/// <param name="Letter">The option's letter.</param>
/// <param name="Name">The variable.</param>
/// <param name="IsList">The value is a list with commas between its parts, each as if the option was given with it.</param>
internal readonly record struct OptionVariable(char Letter, string Name, bool IsList = false)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OptionVariable);

    /// <summary>The variable's value, or null when it is not set or empty.</summary>
    public string? Read(StringVector environment) => environment.FindText(Name);
}
