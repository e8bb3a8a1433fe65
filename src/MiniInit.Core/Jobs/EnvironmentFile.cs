namespace MiniInit.Core.Jobs;

/// <summary>A file of <c>NAME=value</c> lines.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
public sealed record EnvironmentFile(string Path, bool IsOptional)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(EnvironmentFile);
}
