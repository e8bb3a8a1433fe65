using System;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Linux.Files;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Connections;

/// <summary>
/// Whether we believe that who listens at a socket is the init that is meant: what we say to it may be secret, and what it says
/// decides what we do.
/// </summary>
internal static class Trust
{
    /// <summary>What the init of a session calls its mode.</summary>
    public const string SessionMode = "user";

    private const uint OthersMayWrite = 0x12; // 0022

    /// <summary>Says what speaks against a place before anything is sent there; null for nothing.</summary>
    public static Unreachable? DoubtOfFolder(SocketPlace place)
    {
        // A file that counts is in a folder of its owner's already, and who listens is looked at later.
        if (!place.IsSession || place.Owner is not null || Folder(place.Path) is not FileDescription folder)
        {
            return null;
        }

        uint user = CurrentProcess.EffectiveUserId;
        bool isTrusted = user == 0 && place.Origin == PlaceOrigin.SessionVariable ? folder.UserId == 0
            : user == 0 ? folder.UserId == 0 || folder.UserId == (ControlPaths.UserOf(place.Path) ?? folder.UserId)
            : folder.UserId == 0 || folder.UserId == user;
        return isTrusted ? null
            : new Unreachable(place.Path, Errno.EPERM) { Origin = place.Origin, FolderOwner = folder.UserId };
    }

    /// <summary>Says what speaks against who answers where only the init of a session may be meant; null for nothing.</summary>
    /// <param name="connection">To that; nothing else was asked yet.</param>
    /// <param name="timeout">How long the caller waits.</param>
    public static string? DoubtOfSession(InitConnection connection, TimeSpan? timeout)
    {
        int limit = timeout is TimeSpan span ? (int)Math.Min(span.TotalMilliseconds, CtlLimits.AnswerMs) : CtlLimits.AnswerMs;
        return connection.Ask(new ControlCall.GetVersion(), limit) switch
        {
            Answer.Reply { Told: ControlReply.Version { Mode: SessionMode } } => null,
            null => "who listens there does not answer",
            _ => "who listens there is no session's init",
        };
    }

    /// <summary>Whether a user who listens at a place may be the init that is meant.</summary>
    /// <param name="place">Where.</param>
    /// <param name="holder">The user.</param>
    public static bool IsTrusted(SocketPlace place, uint holder)
    {
        uint user = CurrentProcess.EffectiveUserId;
        if (place.Origin == PlaceOrigin.Option)
        {
            return true;
        }

        if (place.IsSession)
        {
            // A root shell that su(1) gave a user's environment must not speak to what that names: it would pass its own.
            if (user == 0 && place.Origin == PlaceOrigin.SessionVariable)
            {
                return holder == 0;
            }

            // A file of a user's must not lead root to another's init, the system's least of all.
            if (place.Owner is uint named)
            {
                return holder == named;
            }

            uint? owner = user == 0 ? Folder(place.Path)?.UserId : user;
            return holder == owner || (user == 0 && holder == 0);
        }

        // In /tmp, and in a /run that everyone may write to, anybody can listen. And where a root shell has a user's variables,
        // as sudo -E and su leave them, the user chose the place.
        bool isShared = place.Origin == PlaceOrigin.Usual || user == 0
            || Folder(place.Path) is not FileDescription folder || (folder.Mode & OthersMayWrite) != 0;
        return !isShared || holder == 0 || holder == user || FileDescription.Of("/proc/1", out _)?.UserId == holder;
    }

    private static FileDescription? Folder(string path)
    {
        int slash = path.LastIndexOf('/');
        return FileDescription.Of(slash < 0 ? "." : slash == 0 ? "/" : path[..slash], out _);
    }
}
