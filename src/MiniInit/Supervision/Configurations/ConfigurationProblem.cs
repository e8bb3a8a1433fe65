using MiniInit.Core.Jobs;

namespace MiniInit.Supervision.Configurations;

/// <summary>Something that is wrong with a configuration.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">One line: <c>file:line:column: cannot …: cause</c>.</param>
internal readonly record struct ConfigurationProblem(LogLevel Level, string Text)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ConfigurationProblem);
}
