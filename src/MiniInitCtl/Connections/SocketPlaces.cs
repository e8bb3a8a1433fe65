using System.Collections.Generic;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Linux.Files;

namespace MiniInit.Ctl.Connections;

/// <summary>Where init's socket may be.</summary>
internal static class SocketPlaces
{
    /// <summary>The places for a call, the best first; one if it was named.</summary>
    public static IReadOnlyList<string> Of(Invocation invocation) =>
        ControlPaths.Of(invocation.Socket, variable: null, CurrentProcess.EffectiveUserId);

    /// <summary>
    /// Whether we believe that a user who listens in a usual place is init: in /tmp, and in a /run that everyone may write to,
    /// anybody can. Root and we are, and whoever process 1 belongs to.
    /// </summary>
    public static bool IsTrusted(uint user) =>
        user == 0 || user == CurrentProcess.EffectiveUserId || FileDescription.Of("/proc/1", out _)?.UserId == user;

    /// <summary>The first that is there, else the first.</summary>
    public static string First(IReadOnlyList<string> places) =>
        ControlPaths.FirstThere(places, CurrentProcess.EffectiveUserId);
}
