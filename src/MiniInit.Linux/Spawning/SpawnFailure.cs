namespace MiniInit.Linux.Spawning;

/// <summary>Why a start came to nothing.</summary>
/// <param name="Stage">The step that failed.</param>
/// <param name="Errno">Its error.</param>
/// <param name="Number">Which of several, where <paramref name="Stage"/> says so: else <see cref="None"/>.</param>
public readonly record struct SpawnFailure(SpawnStage Stage, Errno Errno, long Number = SpawnFailure.None)
{
    /// <summary>The stage does one thing only, or it failed as a whole.</summary>
    public const long None = -1;
}
