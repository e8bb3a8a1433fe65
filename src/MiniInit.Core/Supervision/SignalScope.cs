namespace MiniInit.Core.Supervision;

/// <summary>Which processes a signal is for.</summary>
public enum SignalScope
{
    /// <summary>One process.</summary>
    Process,

    /// <summary>Its process group.</summary>
    Group,

    /// <summary>Its process group, and all processes that came from it wherever they are.</summary>
    Tree,
}
