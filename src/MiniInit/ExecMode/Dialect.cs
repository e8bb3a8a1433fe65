namespace MiniInit.ExecMode;

/// <summary>Whose program we stand in for: it decides options, messages and a few habits.</summary>
internal enum Dialect
{
    /// <summary>Our own.</summary>
    MiniInit,

    /// <summary>tini, and docker-init, which is tini.</summary>
    Tini,

    /// <summary>dumb-init.</summary>
    DumbInit,

    /// <summary>catatonit.</summary>
    Catatonit,
}
