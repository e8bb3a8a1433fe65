namespace MiniInit.Ctl.Invocations;

/// <summary>Which init is meant, as options say.</summary>
internal abstract record InitChoice
{
    private InitChoice()
    {
    }

    /// <summary>No option says: that of the session we are in, else the system's.</summary>
    internal sealed record Usual : InitChoice;

    /// <summary>The one that listens there.</summary>
    /// <param name="Socket">A path.</param>
    internal sealed record At(string Socket) : InitChoice;

    /// <summary>The system's, from within a session as well.</summary>
    internal sealed record System : InitChoice;

    /// <summary>That of the session we are in, else of our newest one.</summary>
    internal sealed record User : InitChoice;

    /// <summary>That of a session.</summary>
    /// <param name="Name">The number of its init, or the path of its socket, which has a slash.</param>
    internal sealed record Session(string Name) : InitChoice
    {
        /// <summary>Whether it is a path.</summary>
        public bool IsPath => Name.Contains('/', global::System.StringComparison.Ordinal);
    }
}
