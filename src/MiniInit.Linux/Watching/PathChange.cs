namespace MiniInit.Linux.Watching;

/// <summary>A path that came or went.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Exists">Whether something is there now; a link that leads nowhere is nothing.</param>
public readonly record struct PathChange(string Path, bool Exists)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(PathChange);
}
