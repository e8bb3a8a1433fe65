namespace MiniInit.ExecMode;

/// <summary>Where the command stands, and so where its signals go.</summary>
internal enum CommandPlace
{
    /// <summary>A process group of its own; signals go to the command alone.</summary>
    OwnGroup,

    /// <summary>A process group of its own; signals go to all of it.</summary>
    OwnGroupSignalledWhole,

    /// <summary>A session of its own; signals go to its process group.</summary>
    OwnSession,

    /// <summary>Our process group; signals go to the command alone.</summary>
    OurGroup,
}
