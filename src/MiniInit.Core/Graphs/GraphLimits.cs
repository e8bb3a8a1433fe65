namespace MiniInit.Core.Graphs;

/// <summary>
/// The limits of what is looked for in a graph and told of it. They keep time and memory in proportion to the jobs, and
/// are out of reach of what a person writes.
/// </summary>
public static class GraphLimits
{
    /// <summary>How many parts of a chain a message shows: what fits some lines of a terminal.</summary>
    public const int MaximumShown = 12;

    /// <summary>
    /// From how many jobs of a component the shortest cycle is looked for. For components up to that size it is the
    /// shortest; in a larger one it is the shortest through one of the first jobs.
    /// </summary>
    public const int MaximumCycleStarts = 100;

    /// <summary>
    /// How many jobs of a chain of <c>requires</c> are kept to say why two conflicting jobs come together; a longer one
    /// lacks its middle.
    /// </summary>
    public const int MaximumNeedPath = 64;

    /// <summary>
    /// How many words may be compared with mistyped ones to suggest what was meant: every mistake among some hundred
    /// jobs, twenty among ten thousand. Later mistakes are told without a suggestion.
    /// </summary>
    public const int MaximumWordComparisons = 200_000;

    /// <summary>
    /// How many event names may be compared with the globs of <c>emits</c>: well below a second. Later names are taken
    /// to be emitted, since a false alarm is worse than none.
    /// </summary>
    public const int MaximumGlobMatches = 1_000_000;
}
