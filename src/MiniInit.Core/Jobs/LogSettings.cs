using MiniInit.Core.Values;

namespace MiniInit.Core.Jobs;

/// <summary>What becomes of a job's output where its console is <see cref="ConsoleMode.Log"/>.</summary>
public sealed record LogSettings
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(LogSettings);

    /// <summary>The file it is appended to, absolute; null: one below init's log folder if there is one, else none.</summary>
    public string? File { get; init; }

    /// <summary>The size at which the file is rotated; null: never.</summary>
    public Size? MaxSize { get; init; } = JobDefaults.LogMaxSize;

    /// <summary>How many rotated files are kept.</summary>
    public int Keep { get; init; } = JobDefaults.LogKeep;

    /// <summary>How much of the latest output is kept in memory.</summary>
    public Size Ring { get; init; } = JobDefaults.LogRing;

    /// <summary>Whether each line of the file begins with the time.</summary>
    public bool Timestamps { get; init; }
}
