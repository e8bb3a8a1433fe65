using System;
using MiniInit.Linux.Control;

namespace MiniInit.Ctl.Invocations;

/// <summary>What the environment says of where inits are; null for what it does not.</summary>
/// <param name="Session">The socket of the session we are in.</param>
/// <param name="Socket">The socket of the init whose job we are; in a session that is the same.</param>
/// <param name="System">In a session: the socket of the system's init.</param>
/// <param name="RuntimeFolder">The user's runtime folder.</param>
internal sealed record InitVariables(string? Session, string? Socket, string? System, string? RuntimeFolder)
{
    /// <summary>The variable of <see cref="Session"/>.</summary>
    public const string SessionName = SessionFolder.Variable;

    /// <summary>The variable of <see cref="Socket"/>.</summary>
    public const string SocketName = ControlPaths.Variable;

    /// <summary>The variable of <see cref="System"/>.</summary>
    public const string SystemName = SessionFolder.SystemVariable;

    /// <summary>Nothing.</summary>
    public static InitVariables None { get; } = new(null, null, null, null);

    /// <summary>Reads them. An empty one says nothing.</summary>
    public static InitVariables Read() => new(Variable(SessionName), Variable(SocketName), Variable(SystemName), Variable("XDG_RUNTIME_DIR"));

    /// <summary>Whether the init that is chosen is the one whose job we are, where we are one.</summary>
    public bool IsOurs(InitChoice choice) => choice switch
    {
        InitChoice.Usual => true,
        InitChoice.System => Session is null,
        InitChoice.User => Session is not null,
        InitChoice.Session session => session.Name == Session,
        // A job of an init in a usual place is not told of it.
        InitChoice.At at => (Session ?? Socket) is not string own || own == at.Socket,
        _ => throw new global::System.Diagnostics.UnreachableException(choice.GetType().Name),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
