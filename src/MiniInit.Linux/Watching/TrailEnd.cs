namespace MiniInit.Linux.Watching;

/// <summary>Where a path led to.</summary>
/// <param name="Path">The path without links, empty parts and dots; null when nothing is there.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
public readonly record struct TrailEnd(string? Path, bool IsFolder)
{
    /// <summary>Nothing is there.</summary>
    public static TrailEnd Nowhere => default;
}
