namespace MiniInit.Core.Graphs;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The configuration may well be meant so, or right once something comes from outside.</summary>
    Warning,

    /// <summary>The configuration cannot do what it says.</summary>
    Error,
}
