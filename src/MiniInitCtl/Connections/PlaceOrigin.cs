namespace MiniInit.Ctl.Connections;

/// <summary>Who says that an init is somewhere.</summary>
internal enum PlaceOrigin
{
    /// <summary>Nobody: the system's is there as a rule.</summary>
    Usual,

    /// <summary>The caller, by an option.</summary>
    Option,

    /// <summary>The caller, by an option, as that of a session.</summary>
    SessionOption,

    /// <summary><c>MINIINIT_SOCKET</c>.</summary>
    Variable,

    /// <summary><c>MINIINIT_SYSTEM_SOCKET</c>.</summary>
    SystemVariable,

    /// <summary><c>MINIINIT_SESSION</c>.</summary>
    SessionVariable,

    /// <summary>The file of a session.</summary>
    SessionFile,

    /// <summary>It is a folder, where the file of a session was looked for in vain.</summary>
    NoSessionFile,

    /// <summary>The file of a session, one of several that may be meant.</summary>
    SeveralSessionFiles,
}
