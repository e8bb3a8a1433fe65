using System.Collections.Generic;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;

namespace MiniInit.Ctl.Connections;

/// <summary>Where init's socket may be.</summary>
internal static class SocketPlaces
{
    /// <summary>The places for a call, the best first; one if it was named.</summary>
    public static IReadOnlyList<string> Of(Invocation invocation) =>
        ControlPaths.Of(invocation.Socket, variable: null, CurrentProcess.EffectiveUserId);

    /// <summary>The first that is there, else the first.</summary>
    public static string First(IReadOnlyList<string> places) =>
        ControlPaths.FirstThere(places, CurrentProcess.EffectiveUserId);
}
