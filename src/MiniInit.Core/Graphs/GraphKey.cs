namespace MiniInit.Core.Graphs;

/// <summary>The keys of a job file by which jobs name each other or depend on each other.</summary>
public enum GraphKey
{
    /// <summary><c>requires</c>.</summary>
    Requires,

    /// <summary><c>wants</c>.</summary>
    Wants,

    /// <summary><c>after</c>.</summary>
    After,

    /// <summary><c>before</c>.</summary>
    Before,

    /// <summary><c>conflicts</c>.</summary>
    Conflicts,

    /// <summary><c>part-of</c>.</summary>
    PartOf,

    /// <summary><c>start-on</c>.</summary>
    StartOn,

    /// <summary><c>stop-on</c>.</summary>
    StopOn,

    /// <summary><c>main</c>.</summary>
    Main,
}
