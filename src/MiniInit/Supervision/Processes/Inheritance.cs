using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>What init itself was given, and jobs inherit.</summary>
/// <param name="Environment">Our environment, its bytes untouched.</param>
/// <param name="OpenFiles">The limit of open files, where init has raised its own since; else null.</param>
/// <param name="OutOfMemoryScore"><c>oom_score_adj</c>, where init has changed its own since; else null.</param>
internal sealed record Inheritance(
    StringVector Environment, SpawnLimit? OpenFiles, int? OutOfMemoryScore)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Inheritance);

    /// <summary>Whether jobs get the whole environment; else <c>PATH</c> and <c>TERM</c> alone.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Where jobs start that say nothing of it; null: where we are.</summary>
    public string? WorkingFolder { get; init; } = "/";
}
