namespace MiniInit.Linux.Watching;

/// <summary>What of a watch concerns somebody.</summary>
/// <param name="Watch">The watch.</param>
/// <param name="Name">A name in the folder; null for what is watched itself.</param>
public readonly record struct WatchPoint(int Watch, string? Name);
